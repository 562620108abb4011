package dev.greenfork.protocol.typed;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.Temporal;

/** Dates and times as Python's isoformat writes and its fromisoformat reads them. */
final class TypedTimes {

  private static final DateTimeFormatter OFFSET =
      new DateTimeFormatterBuilder().appendOffset("+HH:MM:ss", "+00:00").toFormatter();
  private static final DateTimeFormatter READ_OFFSET =
      new DateTimeFormatterBuilder().parseLenient().appendOffset("+HH:MM:ss", "Z").toFormatter();
  private static final DateTimeFormatter READ_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .append(READ_OFFSET)
          .optionalEnd()
          .toFormatter();
  private static final DateTimeFormatter READ_DATE_TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(READ_TIME)
          .toFormatter();

  private TypedTimes() {}

  /** OffsetDateTime, or LocalDateTime where there is no offset. */
  static Temporal dateTime(String text) {
    return switch (READ_DATE_TIME.parseBest(
        withT(text), OffsetDateTime::from, LocalDateTime::from)) {
      case OffsetDateTime aware -> aware;
      case LocalDateTime naive -> naive;
      default -> throw new DateTimeException("no time");
    };
  }

  /** OffsetTime, or LocalTime where there is no offset. */
  static Temporal time(String text) {
    return switch (READ_TIME.parseBest(text, OffsetTime::from, LocalTime::from)) {
      case OffsetTime aware -> aware;
      case LocalTime naive -> naive;
      default -> throw new DateTimeException("no time");
    };
  }

  /** The date of a date and time. */
  static LocalDate dateOf(String text) {
    return LocalDate.from(dateTime(text));
  }

  static String format(Instant time) {
    return format(time.atOffset(ZoneOffset.UTC));
  }

  static String format(OffsetDateTime time) {
    return format(time.toLocalDateTime()) + OFFSET.format(time.getOffset());
  }

  static String format(LocalDateTime time) {
    return format(time.toLocalDate()) + "T" + format(time.toLocalTime());
  }

  /** Only the years 1 to 9999 are any to Python. */
  static String format(LocalDate date) {
    if (date.getYear() < 1 || date.getYear() > 9999) {
      throw new DateTimeException(
          "the year %d is not between 1 and 9999, which are Python's".formatted(date.getYear()));
    }
    return date.toString();
  }

  static String format(OffsetTime time) {
    return format(time.toLocalTime()) + OFFSET.format(time.getOffset());
  }

  /** With microseconds, the finest that Python knows, unless there are none. */
  static String format(LocalTime time) {
    String seconds = "%02d:%02d:%02d".formatted(time.getHour(), time.getMinute(), time.getSecond());
    int micros = time.getNano() / 1_000;
    return micros == 0 ? seconds : seconds + ".%06d".formatted(micros);
  }

  private static String withT(String text) {
    if (text.length() == 10) {
      return text + "T00:00";
    }
    return text.length() > 10 && text.charAt(10) == ' ' ? text.replace(' ', 'T') : text;
  }
}
