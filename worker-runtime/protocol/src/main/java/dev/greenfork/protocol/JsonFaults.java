package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;

/**
 * Says what is wrong with bytes that are no JSON, and where, in words of our own: the parser's
 * quote the text, which may hold arguments.
 */
final class JsonFaults {

  private JsonFaults() {}

  /**
   * @param what what was read, as the beginning of a sentence
   */
  static Fault of(String what, IOException e) {
    return switch (e) {
      case StreamConstraintsException constraint -> constraint(what, constraint);
      case JsonEOFException end -> notJson(what + " ends before its JSON does");
      case JsonProcessingException syntax when syntax.getLocation() != null ->
          notJson(
              "%s is no valid JSON, from about byte %d on"
                  .formatted(what, Math.max(0, syntax.getLocation().getByteOffset())));
      default -> notJson(what + " is no valid JSON");
    };
  }

  // The library gives every broken limit the same type; only its text tells nesting from size.
  private static Fault constraint(String what, StreamConstraintsException e) {
    String broken = e.getOriginalMessage();
    if (broken.contains("nesting")) {
      return new Fault(Refusal.Reason.TOO_DEEP, what + " nests its lists and mappings too deep");
    }
    return new Fault(
        Refusal.Reason.TOO_LARGE,
        broken.contains("Token count")
            ? what + " holds more than two million values"
            : what + " holds a text, number or name beyond the limits");
  }

  private static Fault notJson(String text) {
    return new Fault(Refusal.Reason.NOT_JSON, text);
  }
}
