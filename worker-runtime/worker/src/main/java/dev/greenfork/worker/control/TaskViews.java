package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.PythonTime;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/**
 * What this node holds: tasks that run, that are about to, and that wait for their time; and those
 * that wait for it at the broker.
 */
final class TaskViews {

  /** Celery's timer has one priority for all. */
  private static final int PRIORITY = 6;

  private final RunningTasks running;
  private final Waiting waiting;
  private final FutureWork future;
  private final TaskInfo info;

  TaskViews(RunningTasks running, Waiting waiting, FutureWork future, TaskInfo info) {
    this.running = running;
    this.waiting = waiting;
    this.future = future;
    this.info = info;
  }

  void addTo(Panel panel) {
    panel.add(call -> active(call.flag("safe")), "active", "dump_active");
    panel.add(_ -> reserved(), "reserved", "dump_reserved");
    panel.add(_ -> scheduled(), "scheduled", "dump_schedule");
    panel.add(this::query, "query_task");
  }

  private ArrayNode active(boolean safe) {
    ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
    running.all().stream()
        .filter(TaskRun::hasStarted)
        .forEach(run -> tasks.add(info.of(run, safe)));
    return tasks;
  }

  private ArrayNode reserved() {
    ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
    running.all().stream()
        .filter(run -> !run.hasStarted())
        .forEach(run -> tasks.add(info.of(run, false)));
    waiting.all().stream()
        .filter(held -> !isScheduled(held))
        .forEach(held -> tasks.add(info.of(held.run())));
    return tasks;
  }

  private ArrayNode scheduled() {
    ArrayNode tasks = JsonNodeFactory.instance.arrayNode();
    for (Waiting.Held held : waiting.all()) {
      Instant eta = held.run().message().headers().timing().eta();
      if (eta != null && isScheduled(held)) {
        schedule(tasks, eta, info.of(held.run()));
      }
    }
    for (FutureWork.Task task : future.read()) {
      Instant eta = task.message().headers().timing().eta();
      Instant shown = eta == null ? task.due() : eta;
      schedule(tasks, shown, info.of(task.message(), task.bytes()));
    }
    return tasks;
  }

  private static void schedule(ArrayNode tasks, Instant eta, ObjectNode request) {
    tasks
        .addObject()
        .put("eta", PythonTime.format(eta))
        .put("priority", PRIORITY)
        .set("request", request);
  }

  private ObjectNode query(Arguments call) {
    if (!call.has("ids")) {
      throw call.missing("ids");
    }
    Set<String> wanted = new HashSet<>(call.texts("ids"));
    ObjectNode found = JsonNodeFactory.instance.objectNode();
    for (Waiting.Held held : waiting.all()) {
      String id = held.run().message().id();
      if (wanted.contains(id)) {
        found
            .putArray(id)
            .add(isScheduled(held) ? "scheduled" : "reserved")
            .add(info.of(held.run()));
      }
    }
    for (TaskRun run : running.all()) {
      String id = run.run().message().id();
      if (wanted.contains(id)) {
        found.putArray(id).add(run.hasStarted() ? "active" : "reserved").add(info.of(run, false));
      }
    }
    if (found.size() < wanted.size()) {
      for (FutureWork.Task task : future.read()) {
        String id = task.message().id();
        if (wanted.contains(id) && !found.has(id)) {
          found.putArray(id).add("scheduled").add(info.of(task.message(), task.bytes()));
        }
      }
    }
    return found;
  }

  /** Whether it waits for the time that its sender set, and not for its task's rate. */
  private static boolean isScheduled(Waiting.Held held) {
    return !held.rated() && held.run().message().headers().timing().eta() != null;
  }
}
