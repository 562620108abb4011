package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.Stamps;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the message of one task (celery.app.base send_task, celery.app.amqp as_task_v2). */
final class Messages {

  private final Sender sender;
  private final InstantSource clock;
  private final Place place;

  /** The parts of a header carry the same body. */
  private final IdentityHashMap<Sig, ObjectNode> bodies = new IdentityHashMap<>();

  Messages(Sender sender, InstantSource clock, Place place) {
    this.sender = sender;
    this.clock = clock;
    this.place = place;
  }

  TaskMessage message(String id, String task, TaskArgs given, Options options) {
    Instant now = clock.instant();
    Instant expires = options.time("expires", now);
    TaskHeaders headers =
        new TaskHeaders(
            task,
            id,
            lineage(id, options),
            timing(options, expires, now),
            origin(given, options),
            ignoresResult(task, options),
            stamps(options),
            user(options));
    MessageProperties properties =
        new MessageProperties(
            UUID.randomUUID().toString(),
            id,
            options.has("reply_to") ? options.text("reply_to") : sender.replyTo(),
            MessageProperties.Routing.toQueue(queue(task, given, options)),
            options.number("priority", 0),
            expires == null
                ? null
                : Long.toString(Math.max(0, Duration.between(now, expires).toMillis())));
    TaskBody body = new TaskBody(given.args(), given.kwargs(), embed(options));
    return new TaskMessage(headers, body, properties);
  }

  /** Every app knows Celery's own tasks, and says what it knows of a task's defaults. */
  private static @Nullable Boolean ignoresResult(String task, Options options) {
    Boolean asked = options.flag("ignore_result");
    boolean known = task.startsWith("celery.");
    return (known && asked == null) ? Boolean.FALSE : asked;
  }

  private Lineage lineage(String id, Options options) {
    String root = first(options.text("root_id"), place.rootId());
    return new Lineage(
        root == null ? id : root,
        first(options.text("parent_id"), place.parentId()),
        options.text("group_id"),
        options.has("group_index") ? options.number("group_index", 0) : null,
        options.number("replaced_task_nesting", 0));
  }

  private static Timing timing(Options options, @Nullable Instant expires, Instant now) {
    Duration countdown = options.duration("countdown");
    Instant eta = countdown == null ? options.time("eta", now) : now.plus(countdown);
    return new Timing(
        options.number("retries", 0),
        eta,
        expires,
        options.duration("time_limit"),
        options.duration("soft_time_limit"));
  }

  private Origin origin(TaskArgs given, Options options) {
    return new Origin(
        "py",
        sender.node(),
        options.text("shadow"),
        PythonRepr.args(given.args()),
        PythonRepr.kwargs(given.kwargs()));
  }

  private Embed embed(Options options) {
    Sig chord = options.chord();
    return new Embed(
        options.list("link"),
        options.list("link_error"),
        options.list("chain"),
        chord == null ? null : bodies.computeIfAbsent(chord, Sig::toJson));
  }

  private static Stamps stamps(Options options) {
    ArrayNode names = options.list("stamped_headers");
    if (names == null) {
      return Stamps.NONE;
    }
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    for (JsonNode name : names) {
      values.set(name.asText(), options.get(name.asText()));
    }
    List<String> texts = names.valueStream().map(JsonNode::asText).toList();
    return new Stamps(texts, values);
  }

  private static Map<String, JsonNode> user(Options options) {
    if (!(options.get("headers") instanceof ObjectNode headers)) {
      return Map.of();
    }
    Map<String, JsonNode> user = new LinkedHashMap<>();
    headers.properties().forEach(header -> user.put(header.getKey(), header.getValue()));
    return user;
  }

  /** An exchange of its own is taken for one that feeds the queue of the routing key. */
  private String queue(String task, TaskArgs given, Options options) {
    String queue = options.text("queue");
    String key = queue == null ? options.text("routing_key") : queue;
    return key == null || key.isEmpty() ? sender.routes().queueOf(routed(task, given)) : key;
  }

  /** A task that calls another one goes where that one does (celery.canvas, route_name). */
  private static String routed(String task, TaskArgs given) {
    boolean calls = task.equals("celery.map") || task.equals("celery.starmap");
    return calls ? given.kwargs().path("task").path("task").asText(task) : task;
  }

  private static @Nullable String first(@Nullable String one, @Nullable String other) {
    return one == null || one.isEmpty() ? other : one;
  }
}
