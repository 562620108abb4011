package dev.greenfork.protocol;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Kombu's envelope round messages that are no tasks: events, control requests and their replies.
 * Only JSON bodies are accepted. Thread safe.
 */
public final class Envelopes {

  private static final int TRANSIENT = 1;

  private final Limits limits;
  private final ObjectMapper mapper;
  private final BodyBytes bodyBytes;

  public Envelopes(Limits limits) {
    this.limits = limits;
    this.mapper = CeleryJson.mapper(limits);
    this.bodyBytes = new BodyBytes(limits.bodyBytes());
  }

  /** An envelope to this exchange and key. */
  public byte[] seal(String exchange, String routingKey, ObjectNode headers, JsonNode body) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(512)) {
      try (JsonGenerator json = CeleryJson.pythonStyle(mapper.createGenerator(out))) {
        json.writeTree(body);
      }
      return seal(exchange, routingKey, headers, out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** The same for a body that is JSON text in ASCII already. */
  public byte[] seal(String exchange, String routingKey, ObjectNode headers, byte[] body) {
    try (ByteArrayBuilder out = new ByteArrayBuilder(512 + body.length * 4 / 3)) {
      try (JsonGenerator json = CeleryJson.pythonStyle(mapper.createGenerator(out))) {
        json.writeStartObject();
        json.writeFieldName("body");
        json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, body, 0, body.length);
        json.writeStringField("content-encoding", "utf-8");
        json.writeStringField("content-type", "application/json");
        json.writeFieldName("headers");
        json.writeTree(headers);
        json.writeFieldName("properties");
        properties(json, exchange, routingKey);
        json.writeEndObject();
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
  }

  /** Reads an envelope. Never throws on bad input. */
  public Opened open(byte[] envelope) {
    try {
      if (envelope.length > limits.messageBytes()) {
        throw new Fault(
            Refusal.Reason.TOO_LARGE,
            "the message has %d bytes, more than %d"
                .formatted(envelope.length, limits.messageBytes()));
      }
      return read(tree(envelope, "the message"));
    } catch (Fault fault) {
      return refused(fault.reason(), String.valueOf(fault.getMessage()));
    }
  }

  private Opened read(JsonNode envelope) {
    if (!(envelope instanceof ObjectNode fields)) {
      throw Fault.wrongType("the message", "a JSON object");
    }
    ObjectNode headers = object(fields, "headers");
    ObjectNode properties = object(fields, "properties");
    EnvelopeReader parts = new EnvelopeReader();
    parts.body = text(fields, "body");
    parts.contentType = text(fields, "content-type");
    parts.contentEncoding = text(fields, "content-encoding");
    parts.properties.bodyEncoding = text(properties, "body_encoding");
    parts.headers.compression = text(headers, "compression");
    return new Opened.Content(headers, tree(bodyBytes.of(parts), "the body"));
  }

  private JsonNode tree(byte[] json, String what) {
    try (JsonParser parser = mapper.createParser(json)) {
      JsonNode tree = mapper.readTree(parser);
      if (tree == null || tree.isMissingNode()) {
        throw new Fault(Refusal.Reason.NOT_JSON, what + " is empty");
      }
      if (parser.nextToken() != null) {
        throw new Fault(Refusal.Reason.NOT_JSON, "more text follows the JSON of " + what);
      }
      return tree;
    } catch (IOException e) {
      throw JsonFaults.of(what, e);
    }
  }

  private static ObjectNode object(ObjectNode fields, String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (value instanceof ObjectNode object) {
      return object;
    }
    throw Fault.wrongType(name, "an object");
  }

  private static @Nullable String text(ObjectNode fields, String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    throw Fault.wrongType(name, "a text");
  }

  private static Opened refused(Refusal.Reason reason, String detail) {
    return new Opened.Refused(new Refusal(reason, detail, null, null));
  }

  private static void properties(JsonGenerator json, String exchange, String routingKey)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("delivery_mode", TRANSIENT);
    json.writeFieldName("delivery_info");
    json.writeStartObject();
    json.writeStringField("exchange", exchange);
    json.writeStringField("routing_key", routingKey);
    json.writeEndObject();
    json.writeNumberField("priority", 0);
    json.writeStringField("body_encoding", "base64");
    json.writeStringField("delivery_tag", UUID.randomUUID().toString());
    json.writeEndObject();
  }
}
