package dev.greenfork.worker.watchdog;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Notices runs that were found waiting for a monitor at each look for a minute. For one thread. */
final class StuckAlarm {

  /** How often it looks. */
  static final Duration EVERY = Duration.ofSeconds(5);

  static final Duration PATIENCE = Duration.ofMinutes(1);

  private Map<WatchedRun, Long> since = Map.of();
  private final Set<WatchedRun> told = new HashSet<>();

  /** Those to be told of now, each once. */
  List<WatchedRun> look(Collection<WatchedRun> blocked, long now) {
    Map<WatchedRun, Long> next = HashMap.newHashMap(blocked.size());
    List<WatchedRun> news = new ArrayList<>();
    for (WatchedRun run : blocked) {
      long began = since.getOrDefault(run, now);
      next.put(run, began);
      if (now - began >= PATIENCE.toNanos() && told.add(run)) {
        news.add(run);
      }
    }
    since = next;
    told.retainAll(next.keySet());
    return news;
  }
}
