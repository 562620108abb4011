package dev.greenfork.task.index;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as annotations have them: {@code 500ms}, {@code 30s}, {@code 1h30m}; one week at most. */
public final class DurationText {

  private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}(?:ms|h|m|s))+");
  private static final Pattern PART = Pattern.compile("([0-9]+)(ms|h|m|s)");
  private static final Duration MOST = Duration.ofDays(7);

  private DurationText() {}

  /**
   * Reads a time of zero or more.
   *
   * @throws IllegalArgumentException if it is none or longer than a week, with how to mend it
   */
  public static Duration parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is no time. Write it like \"500ms\", \"30s\" or \"1h30m\".".formatted(text));
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long count = Long.parseLong(part.group(1));
      sum =
          sum.plus(
              switch (part.group(2)) {
                case "h" -> Duration.ofHours(count);
                case "m" -> Duration.ofMinutes(count);
                case "s" -> Duration.ofSeconds(count);
                default -> Duration.ofMillis(count);
              });
    }
    if (sum.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("\"%s\" is longer than a week.".formatted(text));
    }
    return sum;
  }
}
