package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.ArrayType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the serializer of a type that Python knows as a typed value. */
final class TypedSerializers extends Serializers.Base {

  private static final Set<Class<?>> TYPES =
      Set.of(
          Instant.class,
          OffsetDateTime.class,
          ZonedDateTime.class,
          LocalDateTime.class,
          LocalDate.class,
          LocalTime.class,
          OffsetTime.class,
          Date.class,
          BigDecimal.class,
          UUID.class);

  @Override
  public @Nullable JsonSerializer<?> findSerializer(
      SerializationConfig config, JavaType type, BeanDescription description) {
    return TYPES.contains(type.getRawClass()) ? new TypedSerializer() : null;
  }

  @Override
  public @Nullable JsonSerializer<?> findArraySerializer(
      SerializationConfig config,
      ArrayType type,
      BeanDescription description,
      TypeSerializer elementTypeSerializer,
      JsonSerializer<Object> elementSerializer) {
    return type.getRawClass() == byte[].class ? new TypedSerializer() : null;
  }
}
