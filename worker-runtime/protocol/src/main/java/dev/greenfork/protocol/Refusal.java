package dev.greenfork.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Why a message cannot be run.
 *
 * @param reason the kind of fault
 * @param detail what was found, where, for people; never the message's arguments
 * @param id the task id, where it could be read
 * @param task the task name, where it could be read
 */
public record Refusal(Reason reason, String detail, @Nullable String id, @Nullable String task) {

  private static final int MOST_CHARACTERS = 200;

  public Refusal {
    id = shortened(id);
    task = shortened(task);
  }

  // What is refused may be longer than any name should be.
  private static @Nullable String shortened(@Nullable String text) {
    return text == null || text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, MOST_CHARACTERS) + "...";
  }

  /** The kinds of fault. The label stands in dead letters and metrics. */
  public enum Reason {
    NOT_JSON("not-json"),
    MISSING_FIELD("missing-field"),
    WRONG_TYPE("wrong-type"),
    BAD_VALUE("bad-value"),
    CONTENT_TYPE("content-type"),
    COMPRESSION("compression"),
    BAD_BASE64("bad-base64"),
    TOO_LARGE("too-large"),
    TOO_DEEP("too-deep"),
    UNKNOWN_FORMAT("unknown-format");

    private final String label;

    Reason(String label) {
      this.label = label;
    }

    /** The stable name of this reason, in lower case with hyphens. */
    public String label() {
      return label;
    }
  }
}
