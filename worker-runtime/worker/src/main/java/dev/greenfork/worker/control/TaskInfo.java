package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What inspection shows of one task (celery.worker.request.Request.info). */
final class TaskInfo {

  /** More than this is shown shortened, so that no answer grows beyond measure. */
  private static final int MOST_BYTES = 16 << 10;

  private final String node;
  private final InstantSource time;

  TaskInfo(String node, InstantSource time) {
    this.node = node;
    this.time = time;
  }

  /** A run that has begun or is about to. */
  ObjectNode of(TaskRun task, boolean safe) {
    boolean started = task.hasStarted();
    Instant begun = started ? time.instant().minus(task.took()) : null;
    Run run = task.run();
    int bytes = run.delivery().envelope().length;
    ObjectNode info = of(run.message(), safe || bytes > MOST_BYTES, begun, task.isAcknowledged());
    if (started) {
      info.put("worker_pid", task.pid());
    }
    return info;
  }

  /** A message that waits for its time. */
  ObjectNode of(Run run) {
    return of(run.message(), run.delivery().envelope().length);
  }

  /** As the other, for a message that this node has not fetched. */
  ObjectNode of(TaskMessage message, int bytes) {
    return of(message, bytes > MOST_BYTES, null, false);
  }

  private ObjectNode of(
      TaskMessage message, boolean safe, @Nullable Instant begun, boolean acknowledged) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    String shadow = message.headers().origin().shadow();
    info.put("id", message.id()).put("name", shadow == null ? message.task() : shadow);
    arguments(info, message, safe);
    info.put("type", message.task()).put("hostname", node);
    if (begun == null) {
      info.putNull("time_start");
    } else {
      info.put("time_start", begun.toEpochMilli() / 1e3);
    }
    info.put("acknowledged", acknowledged);
    MessageProperties.Routing routing = message.properties().routing();
    info.putObject("delivery_info")
        .put("exchange", routing.exchange())
        .put("routing_key", routing.routingKey())
        .put("priority", message.properties().priority())
        .put("redelivered", routing.redelivered());
    return info.putNull("worker_pid");
  }

  private static void arguments(ObjectNode info, TaskMessage message, boolean safe) {
    if (safe) {
      Origin origin = message.headers().origin();
      String args = origin.argsRepr();
      String kwargs = origin.kwargsRepr();
      info.put("args", args == null ? PythonRepr.args(message.body().args()) : args);
      info.put("kwargs", kwargs == null ? PythonRepr.kwargs(message.body().kwargs()) : kwargs);
    } else {
      info.set("args", message.body().args());
      info.set("kwargs", message.body().kwargs());
    }
  }
}
