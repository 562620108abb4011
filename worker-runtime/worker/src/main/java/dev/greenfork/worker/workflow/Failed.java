package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.worker.run.Surroundings;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A task whose error callbacks are called.
 *
 * @param place in which they are its children
 * @param request what its message said, as JSON; made when somebody wants it
 * @param queue where it came from; null where it did not run
 */
record Failed(
    String id,
    Place place,
    Supplier<ObjectNode> request,
    @Nullable String queue,
    Failing.Cause cause) {

  /** One that ran, or was to run. */
  static Failed of(TaskMessage message, Failing.Cause cause) {
    return new Failed(
        message.id(),
        Continuation.place(message),
        () -> request(message),
        message.properties().routing().routingKey(),
        cause);
  }

  /** The body of a chord that does not run. */
  static Failed of(String id, JsonNode signature, Failing.Cause cause) {
    return new Failed(
        id,
        new Place(id, id),
        () -> request(id, signature),
        signature.at("/options/queue").textValue(),
        cause);
  }

  /** The request, the exception and the traceback, as {@code dev.greenfork.task} has them. */
  ArrayNode details() {
    ExceptionInfo exception = cause.exception();
    ObjectNode failure = JsonNodeFactory.instance.objectNode();
    failure.put("type", exception.type());
    failure.put("message", exception.message());
    failure.put("module", exception.module());
    failure.set("args", exception.args());
    return JsonNodeFactory.instance
        .arrayNode(3)
        .add(request.get())
        .add(failure)
        .add(cause.traceback());
  }

  private static ObjectNode request(TaskMessage message) {
    ObjectNode request = Surroundings.tree(message.headers());
    request.put("id", message.id());
    request.put("task", message.task());
    request.set("args", message.body().args());
    request.set("kwargs", message.body().kwargs());
    request.put("retries", message.headers().timing().retries());
    return request;
  }

  private static ObjectNode request(String id, JsonNode signature) {
    ObjectNode request = JsonNodeFactory.instance.objectNode();
    request.put("id", id);
    request.put("task", signature.path("task").asText());
    request.set(
        "args", signature.path("args").isArray() ? signature.path("args") : request.arrayNode());
    request.set(
        "kwargs",
        signature.path("kwargs").isObject() ? signature.path("kwargs") : request.objectNode());
    request.put("retries", 0);
    return request;
  }
}
