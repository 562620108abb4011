package dev.greenfork.cli.options;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time on a command line: so long from now, or as such.
 *
 * @param in so long from now; null for a time as such
 * @param at a time; null for one that counts from now
 */
public record Moment(@Nullable Duration in, @Nullable Instant at) {

  /** Reads {@code 90s} or {@code 2026-11-23T12:00:00Z}. */
  public static final class Converter implements ITypeConverter<Moment> {

    @Override
    public Moment convert(String text) {
      if (text.contains("T")) {
        return new Moment(null, instant(text));
      }
      try {
        return new Moment(new Durations().convert(text), null);
      } catch (TypeConversionException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time; write it like 90s, 1h30m or 2026-11-23T12:00:00Z");
      }
    }

    private static Instant instant(String text) {
      try {
        return OffsetDateTime.parse(text).toInstant();
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time with its offset; write it like 2026-11-23T12:00:00Z");
      }
    }
  }
}
