package dev.greenfork.operator.scaling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.decisions.scaling.ServiceTime;
import dev.greenfork.protocol.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds workers' heartbeats: how many messages were taken from each queue, and how long tasks take,
 * by pool. Bounded in all that strangers name. Thread-safe.
 */
final class Beats {

  private static final int MOST_WORKERS = 5_000;
  private static final int MOST_TASKS = 2_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** The evidence of so long ago counts half. */
  private static final Duration HALF = Duration.ofMinutes(10);

  private record Worker(long processed, Instant seen) {}

  private record Work(double count, double seconds, Instant at) {

    Work plus(double more, double took, Instant now) {
      double kept = kept(now);
      return new Work(count * kept + more, seconds * kept + took, now);
    }

    double kept(Instant now) {
      long age = Math.max(0, Duration.between(at, now).toMillis());
      return Math.pow(0.5, (double) age / HALF.toMillis());
    }
  }

  private final Map<String, Worker> workers = new HashMap<>();
  private final Map<String, Map<String, Double>> departed = new HashMap<>();
  private final Map<String, Map<String, Work>> work = new HashMap<>();

  /** Takes in what a worker told. */
  synchronized void hear(Event event, Instant now) {
    if (!event.type().startsWith("worker-") || !event.fields().path("in_flight").isObject()) {
      return; // of somebody else: it does not say what it serves
    }
    Worker before = workers.get(event.hostname());
    if (before == null && workers.size() >= MOST_WORKERS) {
      workers.values().removeIf(each -> each.seen().plus(FORGOTTEN).isBefore(now));
      return;
    }
    long processed = event.fields().path("processed").asLong();
    workers.put(event.hostname(), new Worker(processed, now));
    String pool = pool(event.hostname());
    if (before != null) {
      // A smaller number is that of a new process with the same name.
      long taken = processed >= before.processed() ? processed - before.processed() : processed;
      leave(pool, event.fields().path("in_flight"), taken);
    }
    event
        .fields()
        .path("tasks")
        .properties()
        .forEach(task -> ran(pool, task.getKey(), task.getValue(), now));
  }

  /** How many messages the workers of these pools have taken from a queue since this began. */
  synchronized double departed(Collection<String> pools, String queue) {
    double sum = 0;
    for (String pool : pools) {
      sum += departed.getOrDefault(pool, Map.of()).getOrDefault(queue, 0.0);
    }
    return sum;
  }

  /** How long tasks take in these pools, by name. */
  synchronized Map<String, ServiceTime> services(Collection<String> pools, Instant now) {
    Map<String, Work> all = new TreeMap<>();
    for (String pool : pools) {
      work.getOrDefault(pool, Map.of())
          .forEach(
              (task, some) -> {
                double kept = some.kept(now);
                Work sum = all.getOrDefault(task, new Work(0, 0, now));
                all.put(task, sum.plus(some.count() * kept, some.seconds() * kept, now));
              });
    }
    Map<String, ServiceTime> services = new TreeMap<>();
    all.forEach(
        (task, sum) -> {
          if (sum.count() > 0.01) {
            services.put(task, new ServiceTime(sum.seconds() / sum.count(), sum.count()));
          }
        });
    return services;
  }

  /** Forgets pools that are gone. */
  synchronized void retain(Collection<String> pools) {
    departed.keySet().retainAll(pools);
    work.keySet().retainAll(pools);
  }

  static String pool(String node) {
    int end = node.indexOf('@');
    return end < 0 ? node : node.substring(0, end);
  }

  /** A worker does not say from which of its queues: from those from which most runs, mostly. */
  private void leave(String pool, JsonNode inFlight, long taken) {
    double all = 0;
    for (JsonNode count : inFlight) {
      all += weight(count);
    }
    Map<String, Double> queues = departed.computeIfAbsent(pool, any -> new HashMap<>());
    for (Map.Entry<String, JsonNode> queue : inFlight.properties()) {
      if (queues.size() < MOST_TASKS || queues.containsKey(queue.getKey())) {
        queues.merge(queue.getKey(), taken * weight(queue.getValue()) / all, Double::sum);
      }
    }
  }

  private static double weight(JsonNode inFlight) {
    return 0.1 + Math.max(0, inFlight.asDouble());
  }

  private void ran(String pool, String task, JsonNode told, Instant now) {
    Map<String, Work> tasks = work.computeIfAbsent(pool, any -> new HashMap<>());
    @Nullable Work before = tasks.get(task);
    double count = told.path("count").asDouble();
    if (count > 0 && (before != null || tasks.size() < MOST_TASKS)) {
      Work sum = before == null ? new Work(0, 0, now) : before;
      tasks.put(task, sum.plus(count, Math.max(0, told.path("wall").asDouble()), now));
    }
  }
}
