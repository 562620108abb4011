package dev.greenfork.protocol.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.event.WorkerEvent.Cpu;
import dev.greenfork.protocol.event.WorkerEvent.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a heartbeat of one of our workers tells of tasks that ended, as it was received: see {@link
 * WorkerEvent.Slots}. What makes no sense in it is left out.
 *
 * @param pool the type of the worker's pool
 * @param tasks by name, since the heartbeat before
 */
public record WorkReport(String pool, Map<String, Work> tasks) {

  /** No run lasts for longer than that. */
  private static final double MOST_SECONDS = 1e9;

  /** Reads an event; empty if it tells of no work, as those of stock workers. */
  public static Optional<WorkReport> of(Event event) {
    Optional<String> pool = event.text("pool");
    JsonNode tasks = event.fields().path("tasks");
    if (pool.isEmpty() || !tasks.isObject() || tasks.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Work> read = new HashMap<>();
    tasks.properties().forEach(task -> read.put(task.getKey(), work(task.getValue())));
    return Optional.of(new WorkReport(pool.get(), Map.copyOf(read)));
  }

  private static Work work(JsonNode fields) {
    long count = count(fields.path("count"));
    return new Work(count, seconds(fields.path("wall")), cpu(fields, count), detail(fields));
  }

  private static @Nullable Cpu cpu(JsonNode fields, long all) {
    if (!fields.path("cpu").isNumber()) {
      return null;
    }
    JsonNode some = fields.path("cpu_count");
    return new Cpu(some.isNumber() ? count(some) : all, seconds(fields.path("cpu")));
  }

  private static WorkDetail detail(JsonNode fields) {
    return new WorkDetail(
        count(fields.path("failed")),
        count(fields.path("hogs")),
        count(fields.path("pins")),
        count(fields.path("bytes")),
        new WorkDetail.Spread(
            histogram(fields.path("wall_hist")),
            histogram(fields.path("cpu_hist")),
            histogram(fields.path("share_hist"))));
  }

  private static SortedMap<Integer, Long> histogram(JsonNode pairs) {
    SortedMap<Integer, Long> counts = new TreeMap<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (pairs.get(i).canConvertToInt()) {
        counts.merge(pairs.get(i).intValue(), count(pairs.get(i + 1)), Long::sum);
      }
    }
    return counts;
  }

  private static long count(JsonNode number) {
    return number.canConvertToLong() ? Math.max(0, number.longValue()) : 0;
  }

  private static Duration seconds(JsonNode number) {
    double seconds = number.isNumber() ? number.doubleValue() : 0;
    return Duration.ofNanos((long) (Math.clamp(seconds, 0, MOST_SECONDS) * 1e9));
  }
}
