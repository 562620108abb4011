package dev.greenfork.decisions.resources;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as manifests and flags write them: {@code 500ms}, {@code 30s}, {@code 10m}, {@code
 * 1h30m}.
 */
public final class Durations {

  private static final Pattern PART = Pattern.compile("([0-9]{1,9})(ms|h|m|s)");

  private Durations() {}

  /**
   * Reads a duration.
   *
   * @throws IllegalArgumentException when the text is no sequence of numbers with the units h, m, s
   *     or ms
   */
  public static Duration parse(String text) {
    Matcher part = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (part.lookingAt()) {
      sum = sum.plus(part(Long.parseLong(part.group(1)), part.group(2)));
      end = part.end();
      part.region(end, text.length());
    }
    if (text.isEmpty() || end != text.length()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no duration: write it as 500ms, 30s, 10m or 1h30m");
    }
    return sum;
  }

  private static Duration part(long amount, String unit) {
    return switch (unit) {
      case "h" -> Duration.ofHours(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "s" -> Duration.ofSeconds(amount);
      default -> Duration.ofMillis(amount);
    };
  }

  /** Writes a duration in the same form, largest unit first; zero is {@code 0s}. */
  public static String format(Duration duration) {
    StringBuilder text = new StringBuilder();
    append(text, duration.toHours(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
