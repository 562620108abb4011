package dev.greenfork.operator.status;

/**
 * What is to be said about a resource now.
 *
 * @param type what it is about
 * @param state whether it holds
 * @param reason one word for programs
 * @param message a sentence for people
 */
public record Statement(String type, State state, String reason, String message) {

  /** Whether a statement holds. */
  public enum State {
    TRUE("True"),
    FALSE("False"),
    UNKNOWN("Unknown");

    private final String word;

    State(String word) {
      this.word = word;
    }

    /** As it stands in a condition. */
    public String word() {
      return word;
    }
  }

  /** It holds. */
  public static Statement yes(String type, String reason, String message) {
    return new Statement(type, State.TRUE, reason, message);
  }

  /** It does not hold. */
  public static Statement no(String type, String reason, String message) {
    return new Statement(type, State.FALSE, reason, message);
  }

  /** Nobody knows yet. */
  public static Statement unknown(String type, String reason, String message) {
    return new Statement(type, State.UNKNOWN, reason, message);
  }
}
