package dev.greenfork.cli.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 1h30m}, {@code 10s}, {@code 500ms}; and plain seconds, as Celery's flags take. */
public final class Durations implements ITypeConverter<Duration> {

  private static final Pattern PARTS = Pattern.compile("([0-9]+(h|m|s|ms))+");
  private static final Pattern PART = Pattern.compile("([0-9]+)(h|ms|m|s)");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,3})?");

  @Override
  public Duration convert(String text) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
    }
    if (text.length() > 40 || !PARTS.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no duration; write it like 90s, 1h30m, 500ms, or in seconds");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    try {
      while (part.find()) {
        long amount = Long.parseLong(part.group(1));
        sum =
            sum.plus(
                switch (part.group(2)) {
                  case "h" -> Duration.ofHours(amount);
                  case "m" -> Duration.ofMinutes(amount);
                  case "s" -> Duration.ofSeconds(amount);
                  default -> Duration.ofMillis(amount);
                });
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is longer than a duration can be");
    }
    return sum;
  }
}
