package dev.greenfork.protocol;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes task messages byte for byte as a Celery 5.7 client does: protocol 2 in kombu's Redis
 * envelope. Thread safe.
 */
public final class MessageEncoder {

  private static final int PERSISTENT = 2;

  private final ObjectMapper mapper = CeleryJson.mapper(Limits.DEFAULT);

  /** The bytes of one list element. */
  public byte[] encode(TaskMessage message) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(1024)) {
      byte[] body = body(message.body());
      try (JsonGenerator json = CeleryJson.pythonStyle(mapper.createGenerator(out))) {
        json.writeStartObject();
        json.writeFieldName("body");
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, body, 0, body.length);
        json.writeStringField("content-encoding", "utf-8");
        json.writeStringField("content-type", "application/json");
        json.writeFieldName("headers");
        HeaderWriter.write(json, message.headers());
        json.writeFieldName("properties");
        properties(json, message.properties());
        json.writeEndObject();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  private byte[] body(TaskBody body) throws IOException {
    try (ByteArrayBuilder out = new ByteArrayBuilder(256)) {
      try (JsonGenerator json = CeleryJson.pythonStyle(mapper.createGenerator(out))) {
        json.writeStartArray();
        json.writeTree(body.args());
        json.writeTree(body.kwargs());
        json.writeStartObject();
        tree(json, "callbacks", body.embed().callbacks());
        tree(json, "errbacks", body.embed().errbacks());
        tree(json, "chain", body.embed().chain());
        tree(json, "chord", body.embed().chord());
        json.writeEndObject();
        json.writeEndArray();
      }
      return out.toByteArray();
    }
  }

  private static void properties(JsonGenerator json, MessageProperties properties)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("correlation_id", properties.correlationId());
    json.writeStringField("reply_to", properties.replyTo() == null ? "" : properties.replyTo());
    json.writeNumberField("delivery_mode", PERSISTENT);
    if (properties.expiration() != null) {
      json.writeStringField("expiration", properties.expiration());
    }
    json.writeFieldName("delivery_info");
    json.writeStartObject();
    json.writeStringField("exchange", properties.routing().exchange());
    json.writeStringField("routing_key", properties.routing().routingKey());
    if (properties.routing().redelivered()) {
      json.writeBooleanField("redelivered", true);
    }
    json.writeEndObject();
    json.writeNumberField("priority", properties.priority());
    json.writeStringField("body_encoding", "base64");
    json.writeStringField("delivery_tag", properties.deliveryTag());
    json.writeEndObject();
  }

  static void tree(JsonGenerator json, String field, @Nullable JsonNode value) throws IOException {
    json.writeFieldName(field);
    if (value == null) {
      json.writeNull();
    } else {
      json.writeTree(value);
    }
  }

  static void trees(JsonGenerator json, Map<String, JsonNode> fields) throws IOException {
    for (Map.Entry<String, JsonNode> field : fields.entrySet()) {
      tree(json, field.getKey(), field.getValue());
    }
  }
}
