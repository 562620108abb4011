package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.PythonTime;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times in the options of signatures: text, kombu's typed value, or seconds from now. */
final class OptionTimes {

  private OptionTimes() {}

  /** Whether it is a time. */
  static boolean isTime(JsonNode value) {
    if (value.isNumber()) {
      return Math.abs(value.doubleValue()) < 1e9;
    }
    return PythonTime.parse(text(value)).isPresent();
  }

  /** The time; null for what is none. */
  static @Nullable Instant instant(JsonNode value, Instant now) {
    return value.isNumber() ? now.plus(seconds(value)) : PythonTime.parse(text(value)).orElse(null);
  }

  /** A number of seconds, to the microsecond. */
  static Duration seconds(JsonNode value) {
    return Duration.ofNanos(Math.round(value.doubleValue() * 1e6) * 1000);
  }

  private static String text(JsonNode value) {
    return value.isObject() && value.path("__type__").asText().equals("datetime")
        ? value.path("__value__").asText()
        : value.isTextual() ? value.textValue() : "";
  }
}
