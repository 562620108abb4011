package dev.greenfork.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Ends the reading of a message inside this package; {@link MessageDecoder} turns it into a {@link
 * Refusal}.
 */
final class Fault extends RuntimeException {

  private static final long serialVersionUID = 1;
  private static final int SHOWN_CHARACTERS = 80;

  private final Refusal.Reason reason;

  Fault(Refusal.Reason reason, String detail) {
    // why: a flood of bad messages must not cost a stack trace each.
    super(detail, null, false, false);
    this.reason = reason;
  }

  Refusal.Reason reason() {
    return reason;
  }

  static Fault missing(String field) {
    return new Fault(Refusal.Reason.MISSING_FIELD, "the message has no " + field);
  }

  static Fault wrongType(String field, String wanted) {
    return new Fault(Refusal.Reason.WRONG_TYPE, field + " is not " + wanted);
  }

  static Fault badValue(String field, String problem) {
    return new Fault(Refusal.Reason.BAD_VALUE, field + " " + problem);
  }

  /** A short value of a header as it may stand in a log line: bounded, printable, quoted. */
  static String shown(@Nullable String text) {
    if (text == null) {
      return "null";
    }
    StringBuilder shown = new StringBuilder();
    shown.append('\'');
    for (int i = 0; i < Math.min(text.length(), SHOWN_CHARACTERS); i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    return shown.append(text.length() > SHOWN_CHARACTERS ? "...'" : "'").toString();
  }
}
