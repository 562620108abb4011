package dev.greenfork.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.Stamps;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages as a Celery 5.7 client does, down to the fields that only monitors read. Thread
 * safe.
 */
final class MessageFactory {

  /** A message and the id of its task. */
  record Made(String id, Publication publication) {}

  private final ObjectMapper mapper;
  private final MessageEncoder encoder = new MessageEncoder();
  private final InstantSource clock;
  private final String replyTo = UUID.randomUUID().toString();
  private final String node;

  /**
   * @param node the sender's name, {@code gen<pid>@<host>}
   */
  MessageFactory(ObjectMapper mapper, InstantSource clock, String node) {
    this.mapper = mapper;
    this.clock = clock;
    this.node = node;
  }

  Made make(TaskCall call) {
    String id = UUID.randomUUID().toString();
    TaskCall.Options options = call.options();
    ArrayNode args = tree(call, call.args(), ArrayNode.class);
    ObjectNode kwargs = tree(call, call.kwargs(), ObjectNode.class);
    TaskHeaders headers =
        new TaskHeaders(
            call.task(),
            id,
            Lineage.rootOf(id),
            new Timing(
                0, options.eta(), options.expires(), options.hardLimit(), options.softLimit()),
            new Origin("py", node, null, PythonRepr.args(args), PythonRepr.kwargs(kwargs)),
            false,
            Stamps.NONE,
            Map.of());
    MessageProperties properties =
        new MessageProperties(
            UUID.randomUUID().toString(),
            id,
            replyTo,
            MessageProperties.Routing.toQueue(options.queue()),
            options.priority(),
            expiration(options));
    byte[] envelope =
        encoder.encode(
            new TaskMessage(headers, new TaskBody(args, kwargs, Embed.NONE), properties));
    return new Made(id, new Publication(options.queue(), options.priority(), envelope));
  }

  private <T> T tree(TaskCall call, Object values, Class<T> type) {
    try {
      return type.cast(mapper.valueToTree(values));
    } catch (IllegalArgumentException e) {
      throw new ArgumentException(
          "the arguments of %s cannot be written as JSON: %s"
              .formatted(call.task(), e.getMessage()),
          e);
    }
  }

  private @Nullable String expiration(TaskCall.Options options) {
    if (options.expires() == null) {
      return null;
    }
    long millis = Duration.between(clock.instant(), options.expires()).toMillis();
    return Long.toString(Math.max(0, millis));
  }
}
