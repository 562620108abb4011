package dev.greenfork.worker.outcome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.TaskState;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.tasks.Builtins;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes what an outcome means for result and messages. Pure but for the new message's tag. */
public final class Settlements {

  /**
   * How a run ends.
   *
   * @param outcome what is told of it: the outcome, or the failure to store it
   * @param result what is to be stored; null where nothing is
   * @param messages what is to be published
   */
  public record End(Outcome outcome, @Nullable StoredResult result, List<Publication> messages) {}

  private final StoredStates states;
  private final MessageEncoder messages;
  private final int resultBytes;

  /**
   * @param resultBytes a larger result is a failure
   */
  public Settlements(StoredStates states, MessageEncoder messages, int resultBytes) {
    this.states = states;
    this.messages = messages;
    this.resultBytes = resultBytes;
  }

  /** The state STARTED of a run that wants it to be stored; null for all others. */
  @Nullable StoredResult started(TaskRun task) {
    return states.started(task.run().message(), task.run().task(), task.pid());
  }

  /** The end of {@code run} at {@code now}. */
  public End end(Run run, Outcome outcome, ArrayNode children, Instant now) {
    End end = plan(run, outcome, children, now);
    int size = end.result() == null ? 0 : end.result().meta().length;
    if (size <= resultBytes) {
      return end;
    }
    return plan(run, Failures.tooLarge(run.task().name(), size, resultBytes), children, now);
  }

  private End plan(Run run, Outcome outcome, ArrayNode children, Instant now) {
    TaskMessage message = run.message();
    ResultMeta.Links links = StoredStates.links(message);
    String id = message.id();
    return switch (outcome) {
      case Outcome.Success(var value) -> {
        String status = TaskState.SUCCESS.name();
        ResultMeta meta = new ResultMeta(id, status, value, null, children, now, links);
        yield new End(outcome, stored(run, meta), List.of());
      }
      case Outcome.Failure(var exception, var traceback, var _) -> {
        var tree = ResultCodec.exception(exception);
        String status = TaskState.FAILURE.name();
        ResultMeta meta = new ResultMeta(id, status, tree, traceback, children, now, links);
        yield new End(outcome, stored(run, meta), List.of());
      }
      case Outcome.Revoked(Revocation how) -> {
        ResultMeta meta = ResultMeta.revoked(id, Failures.revoked(how), now, links);
        yield new End(outcome, stored(run, meta), List.of());
      }
      case Outcome.Replaced _, Outcome.Arranges _, Outcome.Ignored _, Outcome.Lost _ ->
          new End(outcome, null, List.of());
      case Outcome.Rejected(boolean requeue, var _, var _) when requeue -> {
        Publication back =
            new Publication(
                run.delivery().queue(), message.properties().priority(), run.delivery().envelope());
        yield new End(outcome, null, List.of(back));
      }
      case Outcome.Rejected(boolean _, var exception, var traceback) -> {
        var tree = ResultCodec.exception(exception);
        String status = TaskState.FAILURE.name();
        ResultMeta meta = new ResultMeta(id, status, tree, traceback, children, now, links);
        yield new End(outcome, stored(run, meta), List.of());
      }
      case Outcome.Retry retry -> retry(run, retry, children, now);
    };
  }

  private End retry(Run run, Outcome.Retry retry, ArrayNode children, Instant now) {
    TaskMessage message = run.message();
    ResultMeta meta =
        new ResultMeta(
            message.id(),
            TaskState.RETRY.name(),
            ResultCodec.exception(retry.reason()),
            retry.traceback(),
            RetryMessage.childrenAnd(message, children),
            null,
            StoredStates.links(message));
    Instant due = now.plus(retry.after());
    Publication publication =
        new Publication(
            run.delivery().queue(),
            message.properties().priority(),
            messages.encode(RetryMessage.of(message, due, retry.changed())),
            waitsAtBroker(run, retry) ? due : null);
    return new End(retry, stored(run, meta), List.of(publication));
  }

  /** What is near comes back to a worker's timer; what only looks now and then needs none. */
  private static boolean waitsAtBroker(Run run, Outcome.Retry retry) {
    return retry.after().compareTo(Waiting.NEAR) > 0 || Builtins.coordinates(run.task());
  }

  private @Nullable StoredResult stored(Run run, ResultMeta meta) {
    return states.unlessIgnored(run.message(), run.task(), meta);
  }
}
