package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.ChildOptions;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.metrics.ChildMetrics;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.frames.FrameBudget;
import dev.greenfork.worker.prefork.proc.MachineMemory;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A child process per slot; each runs one task at a time. */
public final class PreforkPool implements Pool {

  private static final Logger log = LoggerFactory.getLogger(PreforkPool.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(10);

  private final BlockingQueue<TaskRun> queue = new LinkedBlockingQueue<>();
  private final List<ChildSlot> children = new ArrayList<>();
  private final Slots slots;
  private final Readiness readiness;
  private final MemoryPlan memory;
  private final MemoryWatch watch;
  private final Spares spares;
  private final ChildSlot.Shared shared;
  private int numbered;
  private boolean closed;

  /**
   * What the pool works with.
   *
   * @param bounds of what children say
   */
  public record Parts(
      Slots slots, FrameBounds bounds, ObjectMapper mapper, WorkerMetrics metrics) {}

  private PreforkPool(PoolOptions options, String classPath, MachineMemory machine, Parts parts) {
    ChildOptions limits = options.children();
    Living living = new Living();
    ChildMetrics metrics =
        new ChildMetrics(
            parts.metrics(),
            new ChildMetrics.Now(living::size, this::backingOff, this::warmSpares));
    slots = parts.slots();
    readiness = new Readiness(options.concurrency());
    memory = new MemoryPlan(machine, limits.mostMemory());
    watch = new MemoryWatch(living, memory);
    Nursery nursery =
        new Nursery(
            new ChildCommand(limits, classPath),
            new Heaps(memory, slots::total),
            living,
            new Nursery.Talk(
                parts.mapper(),
                parts.bounds(),
                new FrameBudget(MemoryPlan.frames(Runtime.getRuntime().maxMemory()))),
            metrics);
    spares = new Spares(nursery);
    shared =
        new ChildSlot.Shared(
            nursery,
            spares,
            new ChildSlot.Work(queue, slots, metrics, this::giveBackIfUnable),
            readiness,
            limits);
  }

  /** Starts all children; does not wait for them. */
  public static PreforkPool open(PoolOptions options, String classPath, Parts parts) {
    return open(options, classPath, MachineMemory.read(), parts);
  }

  /** As if there were so much memory. */
  static PreforkPool open(
      PoolOptions options, String classPath, MachineMemory machine, Parts parts) {
    PreforkPool pool = new PreforkPool(options, classPath, machine, parts);
    pool.refusal(options.concurrency()).ifPresent(why -> log.warn("Memory is short: {}", why));
    pool.watch.start();
    pool.spares.start();
    pool.resize(options.concurrency());
    return pool;
  }

  /** False while each place has lost one child after the other and waits. */
  @Override
  public synchronized boolean isAble() {
    return children.isEmpty() || !children.stream().allMatch(ChildSlot::isLooping);
  }

  @Override
  public Optional<String> refusal(int total) {
    return memory.refusal(total);
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
    spares.close();
    watch.close();
    try {
      for (Thread closer : closers) {
        closer.join(CLOSE_PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tasks that wait here for children that die one after the other are for others to run. */
  private void giveBackIfUnable() {
    if (!isAble()) {
      takeUnstarted().forEach(TaskRun::handBack);
    }
  }

  private synchronized int backingOff() {
    return (int) children.stream().filter(ChildSlot::isBackingOff).count();
  }

  private int warmSpares() {
    return spares.isWarm() ? 1 : 0;
  }

  private List<Thread> closers() {
    return children.stream()
        .map(child -> Thread.ofPlatform().name("greenfork-close").start(child::close))
        .toList();
  }
}
