package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.proc.MachineMemory;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A child process per slot; each runs one task at a time. */
public final class PreforkPool implements Pool {

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<TaskRun> queue = new LinkedBlockingQueue<>();
  private final Slots slots;
  private final Readiness readiness;
  private final MemoryWatch watch;
  private final ChildSlot.Shared shared;
  private final List<ChildSlot> children = new ArrayList<>();
  private int numbered;
  private boolean closed;

  private PreforkPool(
      PoolOptions options, String classPath, FrameBounds bounds, Slots slots, ObjectMapper mapper) {
    this.slots = slots;
    this.readiness = new Readiness(options.concurrency());
    MemoryPlan memory = new MemoryPlan(MachineMemory.read(), options.children().mostMemory());
    Living living = new Living();
    this.watch = new MemoryWatch(living, memory);
    ChildCommand command = new ChildCommand(options.children(), classPath);
    this.shared =
        new ChildSlot.Shared(
            new Nursery(command, () -> memory.heap(slots.total()), living, mapper, bounds),
            queue,
            slots,
            readiness,
            options.children());
  }

  /**
   * Starts all children; does not wait for them.
   *
   * @param bounds of what they say
   */
  public static PreforkPool open(
      PoolOptions options, String classPath, FrameBounds bounds, Slots slots, ObjectMapper mapper) {
    PreforkPool pool = new PreforkPool(options, classPath, bounds, slots, mapper);
    pool.watch.start();
    pool.resize(options.concurrency());
    return pool;
  }

  /** Waits for one child that is ready, or for the news that none of them can start. */
  @Override
  public void awaitReady(Duration patience) throws InterruptedException {
    readiness.await(patience);
  }

  @Override
  public void submit(TaskRun run) {
    queue.add(run);
  }

  @Override
  public List<TaskRun> takeUnstarted() {
    List<TaskRun> taken = new ArrayList<>();
    queue.drainTo(taken);
    slots.release((int) taken.stream().filter(task -> !task.leave()).count());
    return taken;
  }

  /** Children without a task leave first. */
  @Override
  public synchronized void resize(int change) {
    for (int i = 0; i < change && !closed; i++) {
      ChildSlot child = new ChildSlot(++numbered, shared);
      children.add(child);
      child.start();
    }
    List<ChildSlot> leaving =
        children.stream()
            .sorted(Comparator.comparing(ChildSlot::isBusy))
            .limit(Math.max(0, -change))
            .toList();
    leaving.forEach(ChildSlot::retire);
    children.removeAll(leaving);
  }

  @Override
  public synchronized List<Long> processes() {
    return children.stream().flatMapToLong(child -> child.pid().stream()).boxed().toList();
  }

  /** Ends all children, all at the same time. */
  @Override
  public void close() {
    List<Thread> closers;
    synchronized (this) {
      closed = true;
      closers = closers();
    }
    watch.close();
    try {
      for (Thread closer : closers) {
        closer.join(CLOSE_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private List<Thread> closers() {
    return children.stream()
        .map(child -> Thread.ofPlatform().name("greenfork-close").start(child::close))
        .toList();
  }
}
