package dev.greenfork.protocol;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;

/** Times as Python's {@code datetime.isoformat} writes them. */
public final class PythonTime {

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .toFormatter();

  private static final DateTimeFormatter SECONDS =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss")
          .toFormatter();

  private static final DateTimeFormatter MICROS =
      new DateTimeFormatterBuilder()
          .append(SECONDS)
          .appendLiteral('.')
          .appendValue(ChronoField.MICRO_OF_SECOND, 6)
          .toFormatter();

  private PythonTime() {}

  /** In UTC with microseconds, which Python leaves out when they are zero. */
  public static String format(Instant instant) {
    LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    boolean whole = utc.get(ChronoField.MICRO_OF_SECOND) == 0;
    return (whole ? SECONDS : MICROS).format(utc) + "+00:00";
  }

  /**
   * Reads it; without an offset it is UTC. Empty if it is no such time or outside Python's years 1
   * to 9999.
   */
  public static Optional<Instant> parse(String text) {
    if (text.startsWith("+") || text.startsWith("-")) {
      return Optional.empty();
    }
    try {
      String normal = text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
      return Optional.of(
          switch (READ.parseBest(normal, OffsetDateTime::from, LocalDateTime::from)) {
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
            default -> throw new DateTimeException(text);
          });
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
