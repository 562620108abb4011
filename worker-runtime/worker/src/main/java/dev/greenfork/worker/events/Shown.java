package dev.greenfork.worker.events;

import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.protocol.event.TaskEvent;

/** Messages as monitors show them: by the sender's words where it sent some. */
final class Shown {

  private Shown() {}

  static TaskEvent.Shown of(TaskMessage message) {
    Origin origin = message.headers().origin();
    Lineage lineage = message.headers().lineage();
    Timing timing = message.headers().timing();
    String args = origin.argsRepr();
    String kwargs = origin.kwargsRepr();
    return new TaskEvent.Shown(
        message.id(),
        origin.shadow() == null ? message.task() : origin.shadow(),
        args == null ? PythonRepr.args(message.body().args()) : args,
        kwargs == null ? PythonRepr.kwargs(message.body().kwargs()) : kwargs,
        lineage.rootId(),
        lineage.parentId(),
        timing.retries(),
        timing.eta(),
        timing.expires());
  }
}
