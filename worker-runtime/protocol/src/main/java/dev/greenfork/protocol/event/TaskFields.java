package dev.greenfork.protocol.event;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.greenfork.protocol.PythonTime;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of task events, in Celery's order. */
final class TaskFields {

  private TaskFields() {}

  static void write(JsonGenerator json, TaskEvent event) throws IOException {
    json.writeStringField("uuid", event.uuid());
    switch (event) {
      case TaskEvent.Sent(var task, var queue, var exchange, var routingKey) -> {
        shown(json, task);
        json.writeStringField("queue", queue);
        json.writeStringField("exchange", exchange);
        json.writeStringField("routing_key", routingKey);
      }
      case TaskEvent.Received(var task) -> shown(json, task);
      case TaskEvent.Started _ -> {}
      case TaskEvent.Succeeded(var _, var result, double seconds) -> {
        json.writeStringField("result", result);
        json.writeNumberField("runtime", seconds);
      }
      case TaskEvent.Failed(var _, var exception, var traceback) ->
          thrown(json, exception, traceback);
      case TaskEvent.Retried(var _, var exception, var traceback) ->
          thrown(json, exception, traceback);
      case TaskEvent.Revoked(var _, boolean terminated, var signal, boolean expired) -> {
        json.writeBooleanField("terminated", terminated);
        json.writeStringField("signum", signal);
        json.writeBooleanField("expired", expired);
      }
      case TaskEvent.Rejected(var _, boolean requeue) -> json.writeBooleanField("requeue", requeue);
    }
  }

  private static void shown(JsonGenerator json, TaskEvent.Shown task) throws IOException {
    json.writeStringField("name", task.name());
    json.writeStringField("args", task.args());
    json.writeStringField("kwargs", task.kwargs());
    json.writeStringField("root_id", task.rootId());
    json.writeStringField("parent_id", task.parentId());
    json.writeNumberField("retries", task.retries());
    json.writeStringField("eta", time(task.eta()));
    json.writeStringField("expires", time(task.expires()));
  }

  private static void thrown(JsonGenerator json, String exception, String traceback)
      throws IOException {
    json.writeStringField("exception", exception);
    json.writeStringField("traceback", traceback);
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : PythonTime.format(time);
  }
}
