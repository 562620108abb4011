package dev.greenfork.worker.admission;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.Refusal;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.WorkerLost;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of messages that are not to run, and why, for people. Pure. */
final class Refusals {

  private static final String CELERY = "celery.exceptions";

  private final StoredStates states;

  Refusals(StoredStates states) {
    this.states = states;
  }

  /** What cannot be read is kept. */
  static Admitted unreadable(Delivery delivery, Refusal refusal) {
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
  Admitted unknown(Delivery delivery, TaskMessage message, Instant now) {
    String name = message.task();
    ExceptionInfo exception = ExceptionInfo.of("NotRegistered", name, CELERY);
    String traceback = "NotRegistered('" + name + "')\n";
    ResultMeta meta =
        ResultMeta.failure(message.id(), exception, traceback, now, StoredStates.links(message));
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
  Admitted lost(Run run, Instant now) {
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

  /** Nobody wants it any more. */
  Admitted revoked(Run run, Revocation verdict, Instant now) {
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
