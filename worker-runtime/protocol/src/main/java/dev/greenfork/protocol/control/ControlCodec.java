package dev.greenfork.protocol.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Envelopes;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.Opened;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes requests and replies as kombu.pidbox does. Thread safe. */
public final class ControlCodec {

  /** The fanout exchange of requests. */
  public static final String EXCHANGE = "celery.pidbox";

  /** The exchange of replies. */
  public static final String REPLY_EXCHANGE = "reply.celery.pidbox";

  private final Envelopes envelopes = new Envelopes(Limits.DEFAULT);

  /**
   * The envelope of a request.
   *
   * @param clock the sender's logical time
   * @param expires when the asker has gone; null for never
   */
  public byte[] encode(ControlRequest request, long clock, @Nullable Instant expires) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("method", request.method());
    body.set("arguments", request.arguments());
    List<String> destination = request.audience().destination();
    if (destination == null) {
      body.putNull("destination");
    } else {
      destination.forEach(body.putArray("destination")::add);
    }
    body.put("pattern", request.audience().pattern());
    body.put("matcher", request.audience().matcher());
    ControlRequest.Asker asker = request.asker();
    if (asker != null) {
      body.put("ticket", asker.ticket());
      body.putObject("reply_to")
          .put("exchange", asker.exchange())
          .put("routing_key", asker.routingKey());
    }
    ObjectNode headers = JsonNodeFactory.instance.objectNode().put("clock", clock);
    if (expires == null) {
      headers.put("expires", 0);
    } else {
      headers.put("expires", expires.toEpochMilli() / 1e3);
    }
    return envelopes.seal(EXCHANGE, "", headers, body);
  }

  /** Reads a request. Never throws on bad input. */
  public ReceivedControl decode(byte[] envelope) {
    return switch (envelopes.open(envelope)) {
      case Opened.Refused(var refusal) ->
          new ReceivedControl.Malformed(null, String.valueOf(refusal.detail()));
      case Opened.Content(ObjectNode headers, ObjectNode body) -> request(headers, body);
      case Opened.Content _ -> new ReceivedControl.Malformed(null, "the body is no object");
    };
  }

  /** The envelope of a reply to {@code asker}. */
  public byte[] encode(ControlReply reply, ControlRequest.Asker asker) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set(reply.node(), reply.value());
    ObjectNode headers =
        JsonNodeFactory.instance
            .objectNode()
            .put("ticket", reply.ticket())
            .put("clock", reply.clock());
    return envelopes.seal(asker.exchange(), asker.routingKey(), headers, body);
  }

  /** Reads a reply; empty for anything else. */
  public Optional<ControlReply> decodeReply(byte[] envelope) {
    if (envelopes.open(envelope) instanceof Opened.Content(ObjectNode headers, ObjectNode body)
        && body.size() == 1) {
      Map.Entry<String, JsonNode> only = body.properties().iterator().next();
      return Optional.of(
          new ControlReply(
              only.getKey(),
              only.getValue(),
              headers.path("ticket").textValue(),
              headers.path("clock").asLong()));
    }
    return Optional.empty();
  }

  private static ReceivedControl request(ObjectNode headers, ObjectNode body) {
    ControlRequest.Asker asker = null;
    try {
      asker = asker(body);
      JsonNode method = body.path("method");
      if (!method.isTextual() || method.textValue().isEmpty()) {
        throw new IllegalArgumentException("method must be the name of a command");
      }
      ControlRequest.Audience audience =
          new ControlRequest.Audience(
              texts(body, "destination"), text(body, "pattern"), text(body, "matcher"));
      return new ReceivedControl.Request(
          new ControlRequest(method.textValue(), arguments(body), audience, asker),
          headers.path("clock").asLong());
    } catch (IllegalArgumentException e) {
      return new ReceivedControl.Malformed(asker, String.valueOf(e.getMessage()));
    }
  }

  private static ControlRequest.@Nullable Asker asker(ObjectNode body) {
    JsonNode to = body.path("reply_to");
    if (to.isMissingNode() || to.isNull()) {
      return null;
    }
    String exchange = to.path("exchange").textValue();
    String routingKey = to.path("routing_key").textValue();
    if (exchange == null || routingKey == null) {
      throw new IllegalArgumentException("reply_to must name an exchange and a routing_key");
    }
    return new ControlRequest.Asker(exchange, routingKey, text(body, "ticket"));
  }

  private static ObjectNode arguments(ObjectNode body) {
    JsonNode arguments = body.path("arguments");
    if (arguments.isMissingNode() || arguments.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (arguments instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException("arguments must be an object");
  }

  private static @Nullable String text(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (value.isTextual()) {
      return value.textValue();
    }
    throw new IllegalArgumentException(name + " must be a text or null");
  }

  private static @Nullable List<String> texts(ObjectNode body, String name) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    if (!(value instanceof ArrayNode array)) {
      throw new IllegalArgumentException(name + " must be a list of texts or null");
    }
    List<String> texts = new ArrayList<>(array.size());
    for (JsonNode each : array) {
      if (!each.isTextual()) {
        throw new IllegalArgumentException(name + " must be a list of texts or null");
      }
      texts.add(each.textValue());
    }
    return texts;
  }
}
