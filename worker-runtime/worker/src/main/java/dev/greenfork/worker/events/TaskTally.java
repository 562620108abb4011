package dev.greenfork.worker.events;

import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.worker.observe.TaskObserver;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the runs of each known task since the start of the worker, and the time they took. Thread
 * safe.
 */
public final class TaskTally implements TaskObserver {

  private final Map<String, TaskCounters> tasks = new ConcurrentHashMap<>();
  private volatile boolean sampling;

  @Override
  public void started(TaskRun task) {
    of(task).started();
  }

  @Override
  public void ended(TaskRun task, Duration took) {
    of(task).ended(took, task.usage().orElse(null));
  }

  @Override
  public void failed(TaskMessage message, ExceptionInfo exception, String traceback) {
    TaskCounters counters = tasks.get(message.task());
    if (counters != null) {
      counters.failed();
    }
  }

  /**
   * From now on processor time is found by sampling, by task: runs of which none is seen took none.
   */
  public void sampling() {
    sampling = true;
  }

  /** Processor time of runs of this task, and what they allocated, found by sampling. */
  public void sampled(String task, long nanos, long bytes) {
    of(task).sampled(nanos, bytes);
  }

  /** A run of this task was found computing for long on one carrier. */
  public void hogged(String task) {
    of(task).hogged();
  }

  /** A run of this task was found blocked for long on its carrier. */
  public void pinned(String task) {
    of(task).pinned();
  }

  /** How often each task was started; Celery's {@code total}. */
  public SortedMap<String, Long> started() {
    SortedMap<String, Long> started = new TreeMap<>();
    tasks.forEach((name, counters) -> started.put(name, counters.startedSum()));
    return started;
  }

  /** How many tasks were started in all; Celery's {@code processed}. */
  public long processed() {
    return tasks.values().stream().mapToLong(counters -> counters.startedSum()).sum();
  }

  /** What has ended, by task. */
  SortedMap<String, WorkerEvent.Work> ended() {
    SortedMap<String, WorkerEvent.Work> ended = new TreeMap<>();
    tasks.forEach((name, counters) -> ended.put(name, counters.work(sampling)));
    return ended;
  }

  private TaskCounters of(TaskRun task) {
    return of(task.run().task().name());
  }

  private TaskCounters of(String name) {
    TaskCounters counters = tasks.get(name);
    return counters == null ? tasks.computeIfAbsent(name, key -> new TaskCounters()) : counters;
  }
}
