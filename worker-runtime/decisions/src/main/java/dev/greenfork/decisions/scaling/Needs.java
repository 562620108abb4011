package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.scaling.ScalingState.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** How many workers were needed within the stabilization time. Pure. */
final class Needs {

  /** Needs closer than this part of the time are kept as one. */
  private static final int PARTS = 60;

  private Needs() {}

  /**
   * The needs with a new one. Where nothing is remembered, as many as there are count as needed
   * until now.
   *
   * @param current workers that are there
   * @param reach the stabilization time
   */
  static List<Need> with(List<Need> before, Need now, int current, Duration reach) {
    List<Need> all = new ArrayList<>(before.size() + 2);
    if (before.isEmpty()) {
      all.add(new Need(now.at(), Math.max(current, now.workers())));
    }
    Instant oldest = now.at().minus(reach);
    for (Need need : before) {
      if (!need.at().isBefore(oldest)) {
        all.add(need);
      }
    }
    Duration apart = reach.dividedBy(PARTS);
    if (!all.isEmpty() && now.at().isBefore(all.getLast().at().plus(apart))) {
      Need last = all.removeLast();
      // The time of the first is kept, so that a part ends at all; half a second early is no harm.
      boolean more = now.workers() >= last.workers();
      all.add(more ? now : last);
    } else {
      all.add(now);
    }
    return all;
  }

  /** The largest of them. */
  static int most(List<Need> needs) {
    return needs.stream().mapToInt(Need::workers).max().orElse(0);
  }
}
