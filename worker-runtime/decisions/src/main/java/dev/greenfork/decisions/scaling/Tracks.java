package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.ScalingWindows;
import dev.greenfork.decisions.scaling.ScalingState.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps what was seen of a pool's work for as long as the windows reach: densely for the fast one,
 * sparsely for the slow one. Pure.
 */
final class Tracks {

  private static final Duration DENSE = Duration.ofMillis(900);

  /**
   * Nobody looked for longer than this: what came meanwhile came at its end, as far as is known.
   */
  private static final Duration GAP = Duration.ofSeconds(2);

  private Tracks() {}

  /** The samples with a new one. */
  static List<Sample> with(List<Sample> before, Sample now, ScalingWindows windows) {
    List<Sample> all = new ArrayList<>(before.size() + 2);
    Instant oldest = now.at().minus(windows.usual()).minus(windows.usual().dividedBy(10));
    Instant recent = now.at().minus(windows.quick().multipliedBy(2));
    Duration sparse = windows.usual().dividedBy(60);
    for (int i = 0; i < before.size(); i++) {
      Sample each = before.get(i);
      // The last one before the window is where it begins.
      boolean reaches = i + 1 == before.size() || before.get(i + 1).at().isAfter(oldest);
      Duration apart = each.at().isAfter(recent) ? DENSE : sparse;
      if (reaches && (all.isEmpty() || !each.at().isBefore(all.getLast().at().plus(apart)))) {
        all.add(each);
      }
    }
    if (all.isEmpty()) {
      all.add(now);
      return all;
    }
    Sample last = before.getLast();
    Sample next = continued(last, now);
    if (Duration.between(last.at(), now.at()).compareTo(GAP) > 0) {
      Instant until = now.at().minusSeconds(1);
      all.add(new Sample(until, last.ready(), last.departed(), last.inFlight()));
    }
    all.add(next);
    return all;
  }

  /** Workers that start count anew, and who counts them does as well: the sum never falls. */
  private static Sample continued(Sample last, Sample now) {
    double departed = Math.max(last.departed(), now.departed());
    return new Sample(now.at(), now.ready(), departed, now.inFlight());
  }
}
