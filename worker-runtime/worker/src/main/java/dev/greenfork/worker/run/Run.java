package dev.greenfork.worker.run;

import dev.greenfork.broker.Delivery;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.TimeLimits;
import java.time.Duration;
import java.time.Instant;

/** A message that is admitted to run: the delivery, what it says, the task and its limits. */
public record Run(Delivery delivery, TaskMessage message, TaskDefinition task, TimeLimits limits) {

  /** What the task may know about this run, if it starts at {@code now}. */
  public RunContext.Facts facts(Instant now) {
    Duration limit = limits.earliest();
    return new RunContext.Facts(
        message.id(),
        message.task(),
        message.headers().timing().retries(),
        delivery.queue(),
        limit == null ? null : now.plus(limit),
        () -> Surroundings.tree(message.headers()));
  }
}
