package dev.greenfork.worker.suspects;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.pool.PoolLayer;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A pool that lets at most one suspect run at a time, so that the next death convicts one. All
 * others pass. Up to a quarter of the slots is kept by suspects that wait for their turn; what
 * finds no place waits at the broker for a second. Thread safe; its lock is not held while others
 * are called.
 */
public final class SuspectPool extends PoolLayer {

  private static final Logger log = LoggerFactory.getLogger(SuspectPool.class);
  private static final Duration ELSEWHERE = Duration.ofSeconds(1);
  private static final int MOST_HELD = 250;

  /** Where a suspect's slot, place in the worker and delivery are given back. */
  public record Parts(Slots slots, RunningTasks running, TaskConsumer consumer) {}

  private final Parts parts;
  private final InstantSource clock;
  private final Deque<TaskRun> held = new ArrayDeque<>();
  private @Nullable TaskRun active;

  public SuspectPool(Pool pool, Parts parts, InstantSource clock) {
    super(pool);
    this.parts = parts;
    this.clock = clock;
  }

  @Override
  public void submit(TaskRun run) {
    if (run.isAcknowledged() || !run.run().delivery().suspect()) {
      super.submit(run);
      return;
    }
    switch (place(run)) {
      case RUNS -> begin(run);
      case WAITS -> {}
      case LEAVES -> putOff(run);
    }
  }

  private enum Place {
    RUNS,
    WAITS,
    LEAVES
  }

  private synchronized Place place(TaskRun run) {
    if (active == null) {
      active = run;
      return Place.RUNS;
    }
    if (held.size() < Math.min(parts.slots().total() / 4, MOST_HELD)) {
      held.add(run);
      return Place.WAITS;
    }
    return Place.LEAVES;
  }

  /** Starts it when the broker has noted that it starts: from then on a death is put down to it. */
  private void begin(TaskRun run) {
    log.info(
        "Task {}[{}] runs as the only suspect: processes died {} times while they ran it.",
        run.run().message().task(),
        run.run().message().id(),
        run.run().delivery().deaths());
    run.afterEnd(() -> next(run));
    try {
      parts.consumer().markStarted(run.run().delivery().tag(), settled -> marked(run, settled));
    } catch (BrokerException e) {
      log.debug("The worker is closed; the suspect is restored by another one.", e);
    }
  }

  private void marked(TaskRun run, Settled settled) {
    if (settled == Settled.DONE) {
      super.submit(run);
      return;
    }
    leave(run);
    next(run);
  }

  private void next(TaskRun ended) {
    TaskRun following;
    synchronized (this) {
      if (active != ended) {
        return;
      }
      following = held.poll();
      active = following;
    }
    if (following != null) {
      begin(following);
    }
  }

  private void putOff(TaskRun run) {
    leave(run);
    parts
        .consumer()
        .settle(new Settlement.Later(run.run().delivery().tag(), clock.instant().plus(ELSEWHERE)));
  }

  private void release(TaskRun run) {
    if (!run.leave()) {
      parts.slots().release(1);
    }
  }

  private void leave(TaskRun run) {
    parts.running().forget(run);
    release(run);
  }

  @Override
  public List<TaskRun> takeUnstarted() {
    List<TaskRun> taken = new ArrayList<>();
    synchronized (this) {
      taken.addAll(held);
      held.clear();
    }
    taken.forEach(this::release);
    taken.addAll(super.takeUnstarted());
    return taken;
  }
}
