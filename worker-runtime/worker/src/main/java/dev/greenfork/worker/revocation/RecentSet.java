package dev.greenfork.worker.revocation;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts that were added not too long ago, and not too many of them (Celery's LimitedSet). Thread
 * safe; looking is free of locks.
 */
final class RecentSet {

  private record Entry(String text, long at) {}

  private final int most;
  private final Duration life;
  private final InstantSource clock;
  private final Map<String, Long> since = new ConcurrentHashMap<>();
  private final Deque<Entry> order = new ArrayDeque<>();

  /**
   * @param most the oldest are forgotten when there are more
   * @param life how long one is remembered after it was added last
   */
  RecentSet(int most, Duration life, InstantSource clock) {
    this.most = most;
    this.life = life;
    this.clock = clock;
  }

  boolean isEmpty() {
    return since.isEmpty();
  }

  boolean contains(String text) {
    Long at = since.get(text);
    return at != null && clock.millis() - at <= life.toMillis();
  }

  synchronized void add(String text) {
    long now = clock.millis();
    Long before = since.put(text, now);
    if (before == null || before != now) {
      order.add(new Entry(text, now));
    }
    purge(now);
  }

  /** All that is remembered, oldest first. */
  synchronized List<String> all() {
    purge(clock.millis());
    return order.stream().filter(this::isLast).map(Entry::text).toList();
  }

  private void purge(long now) {
    for (Entry oldest = order.peek(); oldest != null; oldest = order.peek()) {
      boolean over = since.size() > most || now - oldest.at() > life.toMillis();
      if (!over && isLast(oldest)) {
        return;
      }
      order.remove();
      since.remove(oldest.text(), oldest.at());
    }
  }

  /** Whether the text was not added again later. */
  private boolean isLast(Entry entry) {
    Long at = since.get(entry.text());
    return at != null && at == entry.at();
  }
}
