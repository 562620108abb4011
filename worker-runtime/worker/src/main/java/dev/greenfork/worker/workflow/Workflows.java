package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.broker.Chords;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes on with the workflows of tasks that have ended. Thread safe. */
public final class Workflows implements AutoCloseable {

  /** How results and messages are written, and the clock. */
  public record Codecs(MessageEncoder messages, ResultCodec results, InstantSource clock) {}

  /**
   * The end of a task itself.
   *
   * @param tag {@link DeliveryTag#NONE} where it was acknowledged before
   * @param result null where none is stored
   * @param burial null unless its message is kept
   */
  public record End(DeliveryTag tag, @Nullable StoredResult result, @Nullable Burial burial) {}

  /** What follows the end of a task, not yet settled. */
  public static final class Following {

    private final TaskMessage message;
    private final Outcome outcome;
    private final Effects effects;

    private Following(TaskMessage message, Outcome outcome, Effects effects) {
      this.message = message;
      this.outcome = outcome;
      this.effects = effects;
    }

    /** The task's outcome, or a failure where what follows it cannot be started. */
    public Outcome outcome() {
      return outcome;
    }

    /** Results of what goes on, in Celery's tuple form. */
    public ArrayNode children() {
      return effects.children;
    }
  }

  private final TaskConsumer consumer;
  private final Continuation continuation;
  private final Arranging arranging;
  private final Joiner joiner;
  private final JoinDesk desk = new JoinDesk();

  /**
   * @param tasks those of this worker, whose error callbacks may hear more than an id
   */
  public Workflows(
      TaskConsumer consumer, Chords chords, Planner planner, Codecs codecs, TaskRegistry tasks) {
    Wire wire = new Wire(codecs.messages(), codecs.results(), codecs.clock());
    Failing failing = new Failing(wire, new Errbacks(planner, wire, tasks));
    this.consumer = consumer;
    this.continuation = new Continuation(planner, wire, failing);
    this.arranging = new Arranging(planner, wire, failing);
    this.joiner = new Joiner(chords, planner, wire, failing);
  }

  /** Whether the end of this task means more than its own result. */
  public static boolean concerns(TaskMessage message, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success _, Outcome.Failure _ -> carriesOn(message.body().embed());
      case Outcome.Rejected(boolean requeue, var _, var _) ->
          !requeue && carriesOn(message.body().embed());
      case Outcome.Revoked _ -> message.body().embed().chord() != null;
      case Outcome.Replaced _, Outcome.Arranges _ -> true;
      default -> false;
    };
  }

  /**
   * What follows {@code outcome}.
   *
   * @param stores whether results of this task are stored
   */
  public Following follow(TaskMessage message, Outcome outcome, boolean stores) {
    try {
      return following(message, outcome, stores);
    } catch (BadSignatureException e) {
      ExceptionInfo wrong =
          ExceptionInfo.of("InvalidTaskError", String.valueOf(e.getMessage()), "celery.exceptions");
      String traceback = "InvalidTaskError: " + e.getMessage() + "\n";
      return following(message, new Outcome.Failure(wrong, traceback, false), stores);
    }
  }

  /** Settles the end of a task with all that follows it. */
  public void settle(End end, Following following, SettleListener told) {
    settle(new Ending(end, following.effects, Continuation.place(following.message)), told);
  }

  /** Waits until all complete chords are joined; false if that took longer. */
  public boolean awaitJoins(Duration patience) throws InterruptedException {
    return desk.awaitIdle(patience);
  }

  @Override
  public void close() {
    desk.close();
  }

  private Following following(TaskMessage message, Outcome outcome, boolean stores) {
    if (outcome instanceof Outcome.Arranges(var what)) {
      Effects brought = new Effects(message.isRedelivered());
      Outcome own = arranging.arrange(what, Continuation.place(message), brought);
      brought.add(effects(message, own, stores));
      return new Following(message, own, brought);
    }
    return new Following(message, outcome, effects(message, outcome, stores));
  }

  private Effects effects(TaskMessage message, Outcome outcome, boolean stores) {
    return switch (outcome) {
      case Outcome.Success(var result) -> continuation.success(message, result);
      case Outcome.Failure(var exception, var traceback, var _) ->
          continuation.failure(message, new Failing.Cause("FAILURE", exception, traceback, stores));
      case Outcome.Rejected(boolean _, var exception, var traceback) ->
          continuation.failure(message, new Failing.Cause("FAILURE", exception, traceback, stores));
      case Outcome.Revoked(var how) ->
          continuation.part(
              message, new Failing.Cause("REVOKED", Failures.revoked(how), null, stores));
      case Outcome.Replaced(var with) -> continuation.replaced(message, with);
      default -> new Effects(message.isRedelivered());
    };
  }

  private void settle(Ending ending, SettleListener told) {
    consumer.settle(
        ending.settlement(),
        new SettleListener() {
          @Override
          public void settled(Settled settled) {
            told.settled(settled);
          }

          @Override
          public void join(List<Integer> complete, List<Integer> lost) {
            desk.submit(
                () -> {
                  ending.join(complete, lost, joiner);
                  settle(ending, told);
                });
          }
        });
  }

  private static boolean carriesOn(Embed embed) {
    return embed.callbacks() != null
        || embed.errbacks() != null
        || embed.chain() != null
        || embed.chord() != null;
  }
}
