package dev.greenfork.protocol.typed;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/**
 * From what a typed value stands for to the type that is wanted.
 *
 * <p>A time without a zone is UTC where an instant is wanted, as in Celery; a time with one is
 * never read as a local one, which would drop the zone.
 */
@SuppressWarnings("JavaUtilDate") // why: tasks of older code have such fields
final class TypedConversion {

  private static final Set<Class<?>> TARGETS =
      Set.of(
          Instant.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          Date.class,
          LocalDateTime.class,
          LocalDate.class,
          LocalTime.class,
          OffsetTime.class,
          BigDecimal.class,
          UUID.class);

  private TypedConversion() {}

  static boolean converts(Class<?> target) {
    return TARGETS.contains(target);
  }

  /**
   * @throws TypedValueException if it means something else
   */
  static Object convert(Object value, Class<?> target) {
    if (target.isInstance(value)) {
      return value;
    }
    if (value instanceof LocalDateTime naive && target != LocalDate.class) {
      return ofAware(naive.atOffset(ZoneOffset.UTC), target);
    }
    if (value instanceof OffsetDateTime aware) {
      return ofAware(aware, target);
    }
    throw mismatch(value, target);
  }

  private static Object ofAware(OffsetDateTime time, Class<?> target) {
    if (target == Instant.class) {
      return time.toInstant();
    } else if (target == OffsetDateTime.class) {
      return time;
    } else if (target == ZonedDateTime.class) {
      return time.toZonedDateTime();
    } else if (target == Date.class) {
      return Date.from(time.toInstant());
    }
    throw mismatch(time, target);
  }

  private static TypedValueException mismatch(Object value, Class<?> target) {
    String given =
        switch (value) {
          case OffsetDateTime t -> "a datetime with a zone";
          case LocalDateTime t -> "a datetime";
          case LocalDate d -> "a date";
          case LocalTime t -> "a time";
          case OffsetTime t -> "a time with a zone";
          case BigDecimal d -> "a decimal";
          case UUID u -> "a uuid";
          default -> "bytes";
        };
    return new TypedValueException("not " + given + ", for " + target.getSimpleName());
  }
}
