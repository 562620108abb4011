package dev.greenfork.worker.repeats;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Chords;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.pool.PoolLayer;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that does not run a redelivered task again whose success is stored: its run ends with that
 * result, and all that follows an end is done. Tasks that come for the first time, and those whose
 * results are not stored, pass and cost nothing.
 *
 * <p>Results are looked up for many at once, on a thread of its own, {@code greenfork-repeats},
 * which ends with {@link #close}. While the result backend is away the runs wait, with their slots.
 * Thread safe; its lock is not held while others are called.
 */
public final class RepeatPool extends PoolLayer {

  private static final Logger log = LoggerFactory.getLogger(RepeatPool.class);
  private static final int AT_ONCE = 100;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Slots slots;
  private final Chords results;
  private final StoredSuccess success = new StoredSuccess();
  private final Set<TaskRun> waiting = new LinkedHashSet<>();
  private final LongAdder spared = new LongAdder();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1, work -> Thread.ofPlatform().name("greenfork-repeats").daemon().unstarted(work));
  private boolean looking;

  public RepeatPool(Pool pool, Slots slots, Chords results) {
    super(pool);
    this.slots = slots;
    this.results = results;
  }

  /** How many tasks were not run again. */
  public long spared() {
    return spared.sum();
  }

  @Override
  public void submit(TaskRun run) {
    TaskMessage message = run.run().message();
    if (!message.isRedelivered() || !StoredStates.wanted(message, run.run().task())) {
      super.submit(run);
    } else if (wait(run)) {
      lookAfter(Duration.ZERO);
    }
  }

  @Override
  public List<TaskRun> takeUnstarted() {
    List<TaskRun> taken;
    synchronized (this) {
      taken = new ArrayList<>(waiting);
      waiting.clear();
    }
    taken.forEach(this::release);
    taken.addAll(super.takeUnstarted());
    return taken;
  }

  /** Whether somebody has to begin to look. */
  private synchronized boolean wait(TaskRun run) {
    waiting.add(run);
    boolean first = !looking;
    looking = true;
    return first;
  }

  private void lookAfter(Duration pause) {
    try {
      var _ = thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("The worker is closed; what waits here is restored by another one.", e);
    }
  }

  private void look() {
    List<TaskRun> some = next();
    if (some.isEmpty()) {
      return;
    }
    Duration pause = Duration.ZERO;
    try {
      Map<String, byte[]> stored =
          results.results(some.stream().map(run -> run.run().message().id()).toList());
      some.forEach(run -> decide(run, stored.get(run.run().message().id())));
    } catch (BrokerUnavailableException e) {
      log.warn("Results of redelivered tasks cannot be read now: {}", e.getMessage());
      pause = PAUSE;
    } catch (BrokerException e) {
      log.error("Redelivered tasks are run again, since results cannot be read.", e);
      some.forEach(run -> decide(run, null));
    }
    lookAfter(pause);
  }

  private synchronized List<TaskRun> next() {
    looking = !waiting.isEmpty();
    return waiting.stream().limit(AT_ONCE).toList();
  }

  private synchronized boolean take(TaskRun run) {
    return waiting.remove(run);
  }

  private void decide(TaskRun run, byte @Nullable [] json) {
    if (!take(run)) {
      return;
    }
    TaskMessage message = run.run().message();
    Optional<JsonNode> value = json == null ? Optional.empty() : success.of(message, json);
    try {
      if (value.isEmpty()) {
        super.submit(run);
      } else {
        log.info(
            "Task {}[{}] had succeeded when its worker was lost: it is not run again.",
            message.task(),
            message.id());
        spared.increment();
        run.end(new Outcome.Success(value.get()));
        release(run);
      }
    } catch (RuntimeException e) {
      // why: the delivery stays recorded, and the others of this look must go on
      log.error("Task {}[{}] met a fault.", message.task(), message.id(), e);
    }
  }

  private void release(TaskRun run) {
    if (!run.leave()) {
      slots.release(1);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    super.close();
  }
}
