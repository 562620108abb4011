package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the properties object of one message (kombu's virtual transports). */
final class PropertyReader {

  @Nullable String bodyEncoding;

  private @Nullable String deliveryTag;
  private @Nullable String correlationId;
  private @Nullable String replyTo;
  private @Nullable String exchange;
  private @Nullable String routingKey;
  private boolean redelivered;
  private int priority;
  private @Nullable String expiration;

  /** The parser stands on the start of the object. */
  void read(JsonParser parser, Fields fields) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      switch (name) {
        case "body_encoding" -> bodyEncoding = fields.text("property body_encoding");
        case "delivery_tag" -> deliveryTag = fields.text("property delivery_tag");
        case "correlation_id" -> correlationId = fields.text("property correlation_id");
        case "reply_to" -> replyTo = fields.text("property reply_to");
        case "expiration" -> expiration = fields.text("property expiration");
        case "priority" -> {
          Integer given = fields.integer("property priority");
          priority = given == null ? 0 : given;
        }
        case "delivery_info" -> {
          if (token == JsonToken.START_OBJECT) {
            routing(parser, fields);
          } else {
            fields.note(Fault.wrongType("property delivery_info", "an object"));
          }
        }
        default -> parser.skipChildren();
      }
    }
  }

  MessageProperties toProperties(boolean redeliveredHeader) {
    return new MessageProperties(
        deliveryTag,
        correlationId,
        replyTo,
        new MessageProperties.Routing(
            exchange == null ? "" : exchange,
            routingKey == null ? "" : routingKey,
            redelivered || redeliveredHeader),
        priority,
        expiration);
  }

  private void routing(JsonParser parser, Fields fields) throws IOException {
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "exchange" -> exchange = fields.text("delivery_info.exchange");
        case "routing_key" -> routingKey = fields.text("delivery_info.routing_key");
        case "redelivered" ->
            redelivered = Boolean.TRUE.equals(fields.bool("delivery_info.redelivered"));
        default -> parser.skipChildren();
      }
    }
  }
}
