package dev.greenfork.client;

import com.fasterxml.jackson.databind.JsonNode;
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
import dev.greenfork.protocol.canvas.Sender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages as a Celery 5.7 client does, down to the fields that only monitors read. Thread
 * safe.
 */
final class MessageFactory {

  /** What Celery calls its own headers; those of an application have other names. */
  static final Set<String> RESERVED_HEADERS =
      Set.of(
          "lang",
          "task",
          "id",
          "shadow",
          "eta",
          "expires",
          "group",
          "group_index",
          "retries",
          "timelimit",
          "root_id",
          "parent_id",
          "argsrepr",
          "kwargsrepr",
          "origin",
          "ignore_result",
          "replaced_task_nesting",
          "stamped_headers",
          "stamps",
          "compression",
          "redelivered");

  private final ObjectMapper mapper;
  private final MessageEncoder encoder = new MessageEncoder();
  private final InstantSource clock;
  private final Sender sender;

  /** Delivery tags have only to be unique, and true randomness for each was a tenth of the cost. */
  private final UUID firstTag = UUID.randomUUID();

  private final AtomicLong tags = new AtomicLong();

  MessageFactory(ObjectMapper mapper, InstantSource clock, Sender sender) {
    this.mapper = mapper;
    this.clock = clock;
    this.sender = sender;
  }

  Outgoing make(TaskCall call) {
    SendOptions options = call.options();
    String given = options.identity().taskId();
    String id = given == null ? UUID.randomUUID().toString() : given;
    ArrayNode args = tree(call, call.args(), ArrayNode.class);
    ObjectNode kwargs = tree(call, call.kwargs(), ObjectNode.class);
    Timing timing = timing(options);
    TaskHeaders headers =
        new TaskHeaders(
            call.task(),
            id,
            Lineage.rootOf(id),
            timing,
            new Origin(
                "py",
                sender.node(),
                options.identity().shownAs(),
                PythonRepr.args(args),
                PythonRepr.kwargs(kwargs)),
            options.identity().ignoreResult(),
            stamps(call),
            user(call));
    String queue =
        options.route().queue() == null
            ? sender.routes().queueOf(call.task())
            : options.route().queue();
    int priority = options.route().priority() == null ? 0 : options.route().priority();
    MessageProperties properties =
        new MessageProperties(
            deliveryTag(),
            id,
            sender.replyTo(),
            MessageProperties.Routing.toQueue(queue),
            priority,
            expiration(timing.expires()));
    TaskMessage message =
        new TaskMessage(headers, new TaskBody(args, kwargs, Embed.NONE), properties);
    return new Outgoing(message, new Publication(queue, priority, encoder.encode(message)));
  }

  private String deliveryTag() {
    return new UUID(
            firstTag.getMostSignificantBits(),
            firstTag.getLeastSignificantBits() + tags.incrementAndGet())
        .toString();
  }

  private Timing timing(SendOptions options) {
    SendTimes when = options.when();
    SendLimits limits = options.limits();
    Instant eta = when.countdown() == null ? when.eta() : clock.instant().plus(when.countdown());
    Instant expires =
        when.expiresIn() == null ? when.expires() : clock.instant().plus(when.expiresIn());
    return new Timing(0, eta, expires, limits.hard(), limits.soft());
  }

  private Stamps stamps(TaskCall call) {
    Map<String, ?> stamps = call.options().marks().stamps();
    return stamps.isEmpty()
        ? Stamps.NONE
        : new Stamps(List.copyOf(stamps.keySet()), tree(call, stamps, ObjectNode.class));
  }

  private Map<String, JsonNode> user(TaskCall call) {
    Map<String, ?> headers = call.options().marks().headers();
    if (headers.isEmpty()) {
      return Map.of();
    }
    Map<String, JsonNode> trees = new LinkedHashMap<>();
    tree(call, headers, ObjectNode.class)
        .properties()
        .forEach(each -> trees.put(each.getKey(), each.getValue()));
    return trees;
  }

  private <T extends JsonNode> T tree(TaskCall call, Object values, Class<T> type) {
    return Trees.of(mapper, call, values, type);
  }

  private @Nullable String expiration(@Nullable Instant expires) {
    if (expires == null) {
      return null;
    }
    long millis = Duration.between(clock.instant(), expires).toMillis();
    return Long.toString(Math.max(0, millis));
  }
}
