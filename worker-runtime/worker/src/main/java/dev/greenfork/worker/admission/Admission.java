package dev.greenfork.worker.admission;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.Refusal;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.WorkerLost;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides about deliveries, without I/O. Thread safe. */
public final class Admission {

  private static final String CELERY = "celery.exceptions";

  private final TaskRegistry tasks;
  private final TaskLimits limits;
  private final MessageDecoder decoder;
  private final StoredStates states;
  private final Gate gate;

  public Admission(
      TaskRegistry tasks,
      TaskLimits limits,
      MessageDecoder decoder,
      StoredStates states,
      Gate gate) {
    this.tasks = tasks;
    this.limits = limits;
    this.decoder = decoder;
    this.states = states;
    this.gate = gate;
  }

  /** Reads one delivery. Never throws on what stands in it. */
  public Admitted admit(Delivery delivery) {
    return switch (decoder.decode(delivery.envelope())) {
      case Decoded.Refused(Refusal refusal) -> unreadable(delivery, refusal);
      case Decoded.Task(var read) -> readable(delivery, read.redeliveredIf(delivery.redelivered()));
    };
  }

  private Admitted readable(Delivery delivery, TaskMessage message) {
    TaskDefinition task = tasks.find(message.task());
    if (task == null) {
      return unknown(delivery, message);
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
      return revoked(run, verdict, now);
    }
    if (limits.redelivery().givesUpBefore(run.delivery().deaths())) {
      return lost(run, now);
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

  private static Admitted unreadable(Delivery delivery, Refusal refusal) {
    String reason = refusal.reason().label();
    DeadLetter letter = new DeadLetter(reason, refusal.detail(), refusal.id(), refusal.task());
    return new Admitted.Refused(
        new Settlement.Bury(delivery, letter),
        reason,
        "Refused message %s of task %s from queue %s: %s. It is kept in %s.dead."
            .formatted(
                orUnknown(refusal.id()),
                orUnknown(refusal.task()),
                delivery.queue(),
                refusal.detail(),
                delivery.queue()),
        _ -> {});
  }

  /**
   * As Celery: FAILURE NotRegistered, stored even if no result is wanted; and, unlike Celery, the
   * message is kept.
   */
  private Admitted unknown(Delivery delivery, TaskMessage message) {
    String name = message.task();
    ExceptionInfo exception = ExceptionInfo.of("NotRegistered", name, CELERY);
    String traceback = "NotRegistered('" + name + "')\n";
    ResultMeta meta =
        ResultMeta.failure(
            message.id(), exception, traceback, gate.now(), StoredStates.links(message));
    String detail =
        ("Received unregistered task %s[%s] from queue %s: no jar of this worker has a task of that"
                + " name. It failed as NotRegistered and is kept in %s.dead.")
            .formatted(name, message.id(), delivery.queue(), delivery.queue());
    DeadLetter letter =
        new DeadLetter("not-registered", "No task of this name is known.", message.id(), name);
    return new Admitted.Refused(
        new Settlement.Bury(delivery, letter, states.always(message, meta)),
        "not-registered",
        detail,
        observer -> observer.failed(message, exception, traceback));
  }

  /** Its process died too often. */
  private Admitted lost(Run run, Instant now) {
    TaskMessage message = run.message();
    Outcome.Failure failure = Failures.workerLost(WorkerLost.unseen());
    ResultMeta meta =
        ResultMeta.failure(
            message.id(),
            failure.exception(),
            failure.traceback(),
            now,
            StoredStates.links(message));
    StoredResult result = states.unlessIgnored(message, run.task(), meta);
    DeadLetter letter = WorkerLost.letter(message, run.delivery().deaths(), WorkerLost.unseen());
    return new Admitted.Refused(
        new Settlement.Bury(run.delivery(), letter, result),
        letter.reason(),
        "Task %s[%s] is given up and kept in %s.dead: %s"
            .formatted(message.task(), message.id(), run.delivery().queue(), letter.detail()),
        observer -> observer.failed(message, failure.exception(), failure.traceback()),
        new Admitted.Part(run.delivery(), message, failure, result, letter));
  }

  private Admitted revoked(Run run, Revocation verdict, Instant now) {
    Delivery delivery = run.delivery();
    TaskMessage message = run.message();
    ResultMeta meta =
        ResultMeta.revoked(
            message.id(), Failures.revoked(verdict), now, StoredStates.links(message));
    StoredResult result = states.unlessIgnored(message, run.task(), meta);
    return new Admitted.Refused(
        result == null
            ? new Settlement.Drop(delivery.tag())
            : new Settlement.Finish(delivery.tag(), result, List.of()),
        verdict.reason(),
        verdict.expired()
            ? "Task %s[%s] expired at %s and was not run."
                .formatted(message.task(), message.id(), message.headers().timing().expires())
            : "Task %s[%s] was revoked and is not run.".formatted(message.task(), message.id()),
        observer -> observer.revoked(message, verdict),
        message.body().embed().chord() == null
            ? null
            : new Admitted.Part(delivery, message, new Outcome.Revoked(verdict), result));
  }

  private static String orUnknown(@Nullable String text) {
    return text == null ? "(unknown)" : text;
  }
}
