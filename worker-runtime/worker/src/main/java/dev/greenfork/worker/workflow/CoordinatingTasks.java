package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Chords;
import dev.greenfork.protocol.CeleryJson;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.task.index.Parameter;
import dev.greenfork.worker.arguments.ArgumentBinder;
import dev.greenfork.worker.arguments.ArgumentException;
import dev.greenfork.worker.arguments.ValueReader;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.tasks.Builtins;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Runs those of Celery's own tasks that only look at results and send tasks: one after the other on
 * a thread of their own, {@code greenfork-coordinate}, which ends with {@link #close}. Their
 * processes would be the pool's children, which have no connection. Thread safe.
 */
public final class CoordinatingTasks implements AutoCloseable {

  private static final TaskRun.Place HERE =
      new TaskRun.Place() {
        @Override
        public long pid() {
          return ProcessHandle.current().pid();
        }

        @Override
        public void stop(boolean hard) {
          // Nothing to stop: each takes a look, or less.
        }
      };

  private final Slots slots;
  private final ChordUnlock unlock;
  private final ArgumentBinder binder;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          work -> Thread.ofPlatform().name("greenfork-coordinate").daemon().unstarted(work));

  public CoordinatingTasks(Slots slots, Chords chords) {
    ObjectMapper mapper = CeleryJson.mapper(Limits.DEFAULT);
    this.slots = slots;
    this.unlock = new ChordUnlock(new EndedParts(chords, mapper));
    this.binder = new ArgumentBinder(new ValueReader(mapper));
  }

  /** Starts a run, for which a slot is taken. Does not wait for its end. */
  public void submit(TaskRun task) {
    thread.execute(() -> run(task));
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private void run(TaskRun task) {
    try {
      if (task.start(HERE)) {
        task.end(outcome(task.run()));
      }
    } finally {
      slots.release(1);
    }
  }

  private Outcome outcome(Run run) {
    try {
      List<JsonNode> given = given(run);
      return switch (run.task().name()) {
        case Builtins.CHORD_UNLOCK -> unlock.run(run.message(), given);
        case Builtins.CHUNKS -> GroupTasks.chunks(given);
        case Builtins.GROUP -> GroupTasks.group(given);
        case Builtins.CHORD -> GroupTasks.chord(given);
        default -> Failures.internal(run.task().name() + " is no coordinating task.");
      };
    } catch (ArgumentException e) {
      return Failures.arguments(e);
    } catch (BadSignatureException e) {
      return Failures.invalid(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Failures.internal("The worker could not run " + run.task().name() + ": " + e);
    }
  }

  /** The values of all parameters; those by name that no parameter has are Python's to ignore. */
  private List<JsonNode> given(Run run) throws ArgumentException {
    TaskBody body = run.message().body();
    ObjectNode named = body.kwargs().deepCopy();
    named.retain(run.task().parameters().stream().map(Parameter::name).toList());
    return Arrays.stream(binder.bind(run.task(), body.args(), named))
        .map(JsonNode.class::cast)
        .toList();
  }
}
