package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/** Writes one value as kombu's encoder does (kombu.utils.json, {@code _encoders}). */
@SuppressWarnings("JavaUtilDate") // why: tasks of older code have such fields
final class TypedSerializer extends JsonSerializer<Object> {

  @Override
  public void serialize(Object value, JsonGenerator json, SerializerProvider provider)
      throws IOException {
    try {
      switch (value) {
        case Instant time -> typed(json, "datetime", TypedTimes.format(time));
        case OffsetDateTime time -> typed(json, "datetime", TypedTimes.format(time));
        case ZonedDateTime time ->
            typed(json, "datetime", TypedTimes.format(time.toOffsetDateTime()));
        case LocalDateTime time -> typed(json, "datetime", TypedTimes.format(time));
        case Date time ->
            typed(json, "datetime", TypedTimes.format(Instant.ofEpochMilli(time.getTime())));
        case LocalDate date -> typed(json, "date", TypedTimes.format(date));
        case LocalTime time -> typed(json, "time", TypedTimes.format(time));
        case OffsetTime time -> typed(json, "time", TypedTimes.format(time));
        case BigDecimal decimal -> typed(json, "decimal", decimal.toString());
        case UUID uuid -> uuid(json, uuid);
        case byte[] bytes -> bytes(json, bytes);
        default -> provider.reportMappingProblem("no typed value: %s", value.getClass());
      }
    } catch (DateTimeException e) {
      provider.reportMappingProblem(e, "%s", e.getMessage());
    }
  }

  @Override
  public void serializeWithType(
      Object value, JsonGenerator json, SerializerProvider provider, TypeSerializer type)
      throws IOException {
    serialize(value, json, provider);
  }

  private static void uuid(JsonGenerator json, UUID uuid) throws IOException {
    json.writeStartObject();
    json.writeStringField(TypedValues.TYPE, "uuid");
    json.writeFieldName(TypedValues.VALUE);
    json.writeStartObject();
    json.writeStringField("hex", uuid.toString().replace("-", ""));
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void bytes(JsonGenerator json, byte[] bytes) throws IOException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      typed(json, "bytes", text);
    } catch (CharacterCodingException e) {
      typed(json, "base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static void typed(JsonGenerator json, String type, String value) throws IOException {
    json.writeStartObject();
    json.writeStringField(TypedValues.TYPE, type);
    json.writeStringField(TypedValues.VALUE, value);
    json.writeEndObject();
  }
}
