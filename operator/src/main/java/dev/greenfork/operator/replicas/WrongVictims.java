package dev.greenfork.operator.replicas;

import dev.greenfork.operator.workers.WorkerPod;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the pods that went although they were not meant to when their pool got smaller. They lose
 * nothing, as each worker ends warmly; a number that rises says that our view of ReplicaSets is
 * wrong. Thread-safe.
 */
@ApplicationScoped
class WrongVictims {

  private static final Logger LOG = LoggerFactory.getLogger(WrongVictims.class);

  private final Counter wrong;
  private final Counter right;
  private final Map<Scaled, Set<String>> seen = new HashMap<>();

  WrongVictims(MeterRegistry registry) {
    this.wrong = registry.counter("greenfork.autoscaler.victims", "choice", "wrong");
    this.right = registry.counter("greenfork.autoscaler.victims", "choice", "drained");
  }

  /** Looks at the pods of a pool. */
  synchronized void look(Scaled scaled, List<WorkerPod> pods) {
    Set<String> leaving =
        pods.stream()
            .filter(WorkerPod::leaving)
            .map(pod -> pod.name().pod())
            .collect(Collectors.toSet());
    Set<String> before = seen.put(scaled, leaving);
    Set<String> meant = scaled.leaving();
    if (before == null || meant.isEmpty() || templates(pods) > 1) {
      return; // nothing was taken from it, or a rollout replaces its pods
    }
    for (String pod : leaving) {
      if (before.contains(pod)) {
        continue;
      }
      if (meant.contains(pod)) {
        right.increment();
      } else {
        wrong.increment();
        LOG.warn("{} goes in place of one of {}; it ends its tasks first", pod, meant);
      }
    }
    if (leaving.isEmpty() && seen.size() > 10_000) {
      seen.clear();
    }
  }

  private static long templates(List<WorkerPod> pods) {
    return pods.stream().map(pod -> pod.marks().template()).distinct().count();
  }
}
