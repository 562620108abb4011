package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the runs of each known task since the start of the worker, and the time they took. Thread
 * safe.
 */
public final class TaskTally implements TaskObserver {

  private final Map<String, Counters> tasks = new ConcurrentHashMap<>();
  private volatile boolean sampling;

  @Override
  public void started(TaskRun task) {
    of(task).started.increment();
  }

  @Override
  public void ended(TaskRun task, Duration took) {
    Counters counters = of(task);
    counters.ended.increment();
    counters.wallNanos.add(took.toNanos());
    task.cpu()
        .ifPresent(
            cpu -> {
              counters.measured.increment();
              counters.cpuNanos.add(cpu.toNanos());
            });
  }

  /**
   * From now on processor time is found by sampling, by task: runs of which none is seen took none.
   */
  public void sampling() {
    sampling = true;
  }

  /** Processor time of runs of this task that was found by sampling. */
  public void sampled(String task, long nanos) {
    of(task).cpuNanos.add(nanos);
  }

  /** How often each task was started; Celery's {@code total}. */
  public SortedMap<String, Long> started() {
    SortedMap<String, Long> started = new TreeMap<>();
    tasks.forEach((name, counters) -> started.put(name, counters.started.sum()));
    return started;
  }

  /** How many tasks were started in all; Celery's {@code processed}. */
  public long processed() {
    return tasks.values().stream().mapToLong(counters -> counters.started.sum()).sum();
  }

  /** What has ended, by task. */
  SortedMap<String, WorkerEvent.Work> ended() {
    SortedMap<String, WorkerEvent.Work> ended = new TreeMap<>();
    tasks.forEach((name, counters) -> ended.put(name, counters.work(sampling)));
    return ended;
  }

  private Counters of(TaskRun task) {
    return of(task.run().task().name());
  }

  private Counters of(String name) {
    Counters counters = tasks.get(name);
    return counters == null ? tasks.computeIfAbsent(name, key -> new Counters()) : counters;
  }

  private static final class Counters {

    private final LongAdder started = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder wallNanos = new LongAdder();
    private final LongAdder measured = new LongAdder();
    private final LongAdder cpuNanos = new LongAdder();

    private WorkerEvent.Work work(boolean sampled) {
      long runs = sampled ? ended.sum() : measured.sum();
      return new WorkerEvent.Work(
          ended.sum(),
          Duration.ofNanos(wallNanos.sum()),
          runs == 0 ? null : new WorkerEvent.Cpu(runs, Duration.ofNanos(cpuNanos.sum())));
    }
  }
}
