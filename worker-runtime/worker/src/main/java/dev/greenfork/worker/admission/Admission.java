package dev.greenfork.worker.admission;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.Refusal;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.routing.Routing;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Instant;

/** Decides about deliveries, without I/O. Thread safe. */
public final class Admission {

  private final Known known;
  private final TaskLimits limits;
  private final MessageDecoder decoder;
  private final Refusals refusals;
  private final Gate gate;

  /**
   * What it knows about tasks.
   *
   * @param tasks those of this worker
   * @param routing which of them run here
   */
  public record Known(TaskRegistry tasks, Routing routing) {}

  public Admission(
      Known known, TaskLimits limits, MessageDecoder decoder, StoredStates states, Gate gate) {
    this.known = known;
    this.limits = limits;
    this.decoder = decoder;
    this.refusals = new Refusals(states);
    this.gate = gate;
  }

  /** Reads one delivery. Never throws on what stands in it. */
  public Admitted admit(Delivery delivery) {
    return switch (decoder.decode(delivery.envelope())) {
      case Decoded.Refused(Refusal refusal) -> Refusals.unreadable(delivery, refusal);
      case Decoded.Task(var read) -> readable(delivery, read.redeliveredIf(delivery.redelivered()));
    };
  }

  private Admitted readable(Delivery delivery, TaskMessage message) {
    String other = known.routing().otherQueue(delivery.queue(), message.task());
    if (other != null) {
      return new Admitted.Elsewhere(new Settlement.SendOn(delivery, other), "other");
    }
    SubQueue elsewhere = known.routing().elsewhere(delivery.queue(), message.task());
    if (elsewhere != null) {
      String version = known.routing().version(delivery.queue());
      return new Admitted.Elsewhere(
          new Settlement.Forward(delivery, elsewhere, version), elsewhere.word());
    }
    TaskDefinition task = known.tasks().find(message.task());
    if (task == null) {
      return refusals.unknown(delivery, message, gate.now());
    }
    return decide(new Run(delivery, message, task, timeLimits(message)), false);
  }

  /**
   * Decides anew about a run that has waited.
   *
   * @param rated whether its task's rate lets it start now
   */
  public Admitted again(Run run, boolean rated) {
    return decide(run, rated);
  }

  private Admitted decide(Run run, boolean rated) {
    TaskMessage message = run.message();
    Timing timing = message.headers().timing();
    Instant now = gate.now();
    Revocation verdict = gate.verdict(message);
    if (verdict != null) {
      return refusals.revoked(run, verdict, now);
    }
    if (limits.redelivery().givesUpBefore(run.delivery().deaths())) {
      return refusals.lost(run, now);
    }
    if (timing.eta() != null && timing.eta().isAfter(now)) {
      return new Admitted.Later(run, timing.eta(), false);
    }
    if (rated) {
      return enter(run, now);
    }
    Instant start = limits.rates().start(message.task(), message.id(), now);
    return start.isAfter(now) ? new Admitted.Later(run, start, true) : enter(run, now);
  }

  private Admitted enter(Run run, Instant now) {
    if (run.task().options().limits().resource() == null) {
      return new Admitted.Now(run);
    }
    return switch (limits.resources().enter(run, now)) {
      case ResourceLimits.Entry.Granted _ -> new Admitted.Now(run);
      case ResourceLimits.Entry.Waits _ -> new Admitted.Waits(run);
      case ResourceLimits.Entry.Full(Instant again) -> new Admitted.Away(run, again);
    };
  }

  private TimeLimits timeLimits(TaskMessage message) {
    Timing timing = message.headers().timing();
    TimeLimits others = limits.times().of(message.task());
    return timing.softLimit() == null && timing.hardLimit() == null
        ? others
        : new TimeLimits(timing.softLimit(), timing.hardLimit()).orElse(others);
  }
}
