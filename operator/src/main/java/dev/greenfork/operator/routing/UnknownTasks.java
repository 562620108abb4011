package dev.greenfork.operator.routing;

import dev.greenfork.broker.DeadMessage;
import dev.greenfork.broker.QueueAdmin;
import dev.greenfork.broker.QueueState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which tasks arrive that nobody knows: workers put them to the dead letters. Reads these only
 * where their number has changed. For one thread.
 */
final class UnknownTasks {

  /** As workers write it. */
  private static final String REASON = "not-registered";

  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration NEWS = Duration.ofHours(1);

  /** Letters that are read of one queue. */
  private static final int MOST_READ = 50;

  private static final int MOST_NAMES = 20;

  private final QueueAdmin queues;
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<String, Map<String, Instant>> arrived = new HashMap<>();
  private Instant looked = Instant.MIN;

  UnknownTasks(QueueAdmin queues) {
    this.queues = queues;
  }

  /** By queue; queues without any are left out. */
  Map<String, Set<String>> look(List<String> names, Instant now) {
    if (looked.equals(Instant.MIN) || !now.isBefore(looked.plus(PAUSE))) {
      looked = now;
      for (QueueState each : queues.look(names)) {
        Long before = counts.put(each.queue(), each.dead());
        if (each.dead() > 0 && (before == null || before != each.dead())) {
          read(each.queue());
        }
      }
    }
    arrived.values().forEach(tasks -> tasks.values().removeIf(at -> at.plus(NEWS).isBefore(now)));
    Map<String, Set<String>> unknown = new HashMap<>();
    for (String name : names) {
      Map<String, Instant> tasks = arrived.getOrDefault(name, Map.of());
      if (!tasks.isEmpty()) {
        unknown.put(
            name, new TreeSet<>(tasks.keySet().stream().sorted().limit(MOST_NAMES).toList()));
      }
    }
    return unknown;
  }

  private void read(String queue) {
    Map<String, Instant> tasks = arrived.computeIfAbsent(queue, _ -> new HashMap<>());
    for (DeadMessage letter : queues.dead(queue, MOST_READ)) {
      String task = letter.why().task();
      Instant at = letter.at();
      if (letter.why().reason().equals(REASON) && task != null && at != null) {
        tasks.merge(task, at, (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }
}
