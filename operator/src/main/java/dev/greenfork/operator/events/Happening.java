package dev.greenfork.operator.events;

/**
 * Something worth telling.
 *
 * @param kind whether somebody may have to act
 * @param reason one word, in CamelCase
 * @param message a sentence
 */
public record Happening(Kind kind, String reason, String message) {

  /** Kubernetes knows two types of Events. */
  public enum Kind {
    NORMAL("Normal"),
    WARNING("Warning");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** As it stands in an Event. */
    public String word() {
      return word;
    }
  }

  /** As it should be. */
  public static Happening normal(String reason, String message) {
    return new Happening(Kind.NORMAL, reason, message);
  }

  /** Somebody may have to act. */
  public static Happening warning(String reason, String message) {
    return new Happening(Kind.WARNING, reason, message);
  }
}
