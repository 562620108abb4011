package dev.greenfork.cli.top;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.cli.monitor.FleetView;

/** A view as a JSON object on one line. Pure. */
final class TopJson {

  private TopJson() {}

  static ObjectNode of(FleetView view) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("at", view.at().toString());
    ArrayNode workers = root.putArray("workers");
    for (FleetView.Worker worker : view.workers()) {
      workers
          .addObject()
          .put("name", worker.name())
          .put("online", worker.online())
          .put("slots", worker.slots())
          .put("slots_used", worker.slotsUsed())
          .put("active", worker.active())
          .put("started", worker.processed())
          .put("per_second", worker.perSecond())
          .put("load", worker.load())
          .put("software", worker.software());
    }
    ArrayNode queues = root.putArray("queues");
    for (FleetView.Queue queue : view.queues()) {
      ObjectNode node =
          queues.addObject().put("name", queue.name()).put("ready", queue.readyInAll());
      ObjectNode steps = node.putObject("by_priority");
      queue.ready().forEach((step, count) -> steps.put(String.valueOf(step), count));
      node.put("in_flight", queue.inFlight());
    }
    ArrayNode tasks = root.putArray("tasks");
    for (FleetView.Task task : view.tasks()) {
      tasks
          .addObject()
          .put("name", task.name())
          .put("runs", task.runs())
          .put("per_second", task.perSecond())
          .put("wall", task.wallSeconds())
          .put("cpu", task.cpuSeconds())
          .put("running", task.running())
          .put("failed", task.failed())
          .put("retried", task.retried());
    }
    root.put("faults", view.faults());
    return root;
  }
}
