package dev.greenfork.cli.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/** How often something happens, over the last ten seconds. */
final class Rate {

  private static final Duration WINDOW = Duration.ofSeconds(10);

  private record Count(Instant at, double count) {}

  private final Instant since;
  private final ArrayDeque<Count> counts = new ArrayDeque<>();
  private double sum;

  /**
   * @param since when the watch began; before, nothing is known
   */
  Rate(Instant since) {
    this.since = since;
  }

  void add(Instant now, double count) {
    Count last = counts.peekLast();
    if (last != null && Duration.between(last.at(), now).toMillis() < 100) {
      counts.removeLast();
      counts.add(new Count(last.at(), last.count() + count));
    } else {
      counts.add(new Count(now, count));
    }
    sum += count;
    forget(now);
  }

  double perSecond(Instant now) {
    forget(now);
    Duration watched = Duration.between(since, now);
    Duration over = watched.compareTo(WINDOW) < 0 ? watched : WINDOW;
    return counts.isEmpty() ? 0 : sum / Math.max(1, over.toMillis() / 1e3);
  }

  private void forget(Instant now) {
    Instant oldest = now.minus(WINDOW);
    while (!counts.isEmpty() && counts.getFirst().at().isBefore(oldest)) {
      sum -= counts.removeFirst().count();
    }
  }
}
