package dev.greenfork.cli.monitor;

import dev.greenfork.broker.QueueDepth;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Folds events into a view of the fleet. Bounded in all that strangers name. For one thread. */
public final class Fleet {

  private static final int MOST_WORKERS = 2000;
  private static final int MOST_TASKS = 2000;
  private static final Duration MEMORY = Duration.ofMinutes(1);

  private final Instant since;
  private final Map<String, WorkerSight> workers = new HashMap<>();
  private final Map<String, TaskSight> tasks = new HashMap<>();
  private final LiveTasks live = new LiveTasks();
  private final Set<String> asked;
  private long faults;

  /**
   * @param since now
   * @param queues that are of interest even if no worker tells of them
   */
  public Fleet(Instant since, Set<String> queues) {
    this.since = since;
    this.asked = Set.copyOf(queues);
  }

  /** Takes in what one message told at {@code now}, by the monitor's clock. */
  public void hear(EventDecoder.Batch batch, Instant now) {
    faults += batch.faults().size();
    for (Event event : batch.events()) {
      if (event.isTask()) {
        task(event, now);
      } else if (event.type().startsWith("worker-")) {
        worker(event, now);
      }
    }
  }

  /** The queues that are served, in flight or asked for. */
  public Set<String> queues() {
    Set<String> names = new TreeSet<>(asked);
    workers.values().forEach(worker -> names.addAll(worker.inFlight().keySet()));
    return names;
  }

  /** The fleet at {@code now}. */
  public FleetView view(Instant now, Map<String, QueueDepth> depths) {
    workers.values().removeIf(worker -> worker.isForgotten(now, MEMORY) && !worker.isOnline(now));
    Map<String, Long> inFlight = new TreeMap<>();
    workers.values().stream()
        .filter(worker -> worker.isOnline(now))
        .forEach(worker -> worker.inFlight().forEach((q, n) -> inFlight.merge(q, n, Long::sum)));
    Map<String, Long> running = live.running();
    return new FleetView(
        now,
        workers.values().stream()
            .map(worker -> worker.view(now))
            .sorted(Comparator.comparing(FleetView.Worker::name))
            .toList(),
        queues().stream().map(name -> queue(name, depths, inFlight)).toList(),
        tasks(running, now),
        faults);
  }

  private List<FleetView.Task> tasks(Map<String, Long> running, Instant now) {
    return tasks.entrySet().stream()
        .map(task -> task.getValue().view(running.getOrDefault(task.getKey(), 0L), now))
        .sorted(
            Comparator.comparingDouble(FleetView.Task::perSecond)
                .thenComparingLong(FleetView.Task::runs)
                .reversed()
                .thenComparing(FleetView.Task::name))
        .toList();
  }

  private static FleetView.Queue queue(
      String name, Map<String, QueueDepth> depths, Map<String, Long> inFlight) {
    QueueDepth depth = depths.get(name);
    return new FleetView.Queue(
        name, depth == null ? Map.of() : depth.byStep(), inFlight.getOrDefault(name, 0L));
  }

  private void worker(Event event, Instant now) {
    WorkerSight worker = sight(event, now);
    if (worker == null) {
      return;
    }
    worker.tell(event, now);
    event
        .fields()
        .path("tasks")
        .properties()
        .forEach(
            task -> {
              TaskSight sight = task(task.getKey());
              if (sight != null) {
                sight.ran(task.getValue(), now);
              }
            });
  }

  private void task(Event event, Instant now) {
    event.text("name").ifPresent(name -> live.named(event.uuid(), name));
    if (event.type().equals("task-sent")) {
      return;
    }
    WorkerSight worker = sight(event, now);
    if (worker != null) {
      worker.live(now);
    }
    TaskSight task = live.name(event.uuid()).map(this::task).orElse(null);
    boolean count = worker == null || !worker.tellsWork();
    switch (event.type()) {
      case "task-started" -> live.started(event.uuid());
      case "task-succeeded", "task-failed", "task-retried" -> {
        live.ended(event.uuid());
        if (task != null) {
          ended(task, event, count, now);
        }
      }
      case "task-revoked", "task-rejected" -> live.ended(event.uuid());
      default -> {}
    }
  }

  private static void ended(TaskSight task, Event event, boolean count, Instant now) {
    if (count) {
      task.ran(event.number("runtime"), now);
    }
    if (event.type().equals("task-failed")) {
      task.failed();
    } else if (event.type().equals("task-retried")) {
      task.retried();
    }
  }

  private @Nullable WorkerSight sight(Event event, Instant now) {
    WorkerSight known = workers.get(event.hostname());
    if (known == null && workers.size() < MOST_WORKERS) {
      known = new WorkerSight(event, now);
      workers.put(event.hostname(), known);
    }
    return known;
  }

  private @Nullable TaskSight task(String name) {
    TaskSight known = tasks.get(name);
    if (known == null && tasks.size() < MOST_TASKS) {
      known = new TaskSight(name, since);
      tasks.put(name, known);
    }
    return known;
  }
}
