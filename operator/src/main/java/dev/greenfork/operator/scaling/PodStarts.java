package dev.greenfork.operator.scaling;

import dev.greenfork.decisions.scaling.PodSignal;
import dev.greenfork.operator.workers.WorkerPod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How long the pods of one pool take to start: from when they were first seen until they were
 * ready, the median of the last few. Not thread-safe.
 */
final class PodStarts {

  private static final int REMEMBERED = 10;

  private final Map<String, Instant> starting = new HashMap<>();
  private final Deque<Duration> starts = new ArrayDeque<>();
  private Set<String> known = Set.of();

  /** Looks at the pods that are there now. */
  void look(Collection<WorkerPod> pods, Instant now) {
    for (WorkerPod pod : pods) {
      boolean ready = pod.container().ready();
      if (!ready && pod.container().last() == null && !known.contains(pod.uid())) {
        starting.putIfAbsent(pod.uid(), now);
      } else if (ready && starting.containsKey(pod.uid())) {
        Duration took = Duration.between(starting.get(pod.uid()), now);
        starting.remove(pod.uid());
        if (!took.isNegative()) {
          starts.add(took);
        }
        if (starts.size() > REMEMBERED) {
          starts.removeFirst();
        }
      }
    }
    Set<String> here = pods.stream().map(WorkerPod::uid).collect(Collectors.toSet());
    starting.keySet().retainAll(here);
    known = here;
  }

  /** The usual time. */
  Duration usual() {
    if (starts.isEmpty()) {
      return PodSignal.USUAL_START;
    }
    List<Duration> sorted = starts.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
