package dev.greenfork.operator.pool;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The workers of a pool, counted.
 *
 * @param wanted how many the spec asks for
 * @param existing how many there are, without those that drain
 * @param ready how many of those have connected
 * @param current whether the Deployment's controller has seen the spec and replaced every older
 *     worker
 */
record Workers(int wanted, int existing, int ready, boolean current) {

  static Workers of(int wanted, Optional<Deployment> live) {
    if (live.isEmpty()) {
      return new Workers(wanted, 0, 0, false);
    }
    Deployment deployment = live.get();
    DeploymentStatus status =
        Objects.requireNonNullElseGet(deployment.getStatus(), DeploymentStatus::new);
    int existing = count(status.getReplicas());
    Long observed = status.getObservedGeneration();
    boolean seen = observed != null && observed >= deployment.getMetadata().getGeneration();
    return new Workers(
        wanted,
        existing,
        count(status.getReadyReplicas()),
        seen && existing == wanted && count(status.getUpdatedReplicas()) == wanted);
  }

  boolean complete() {
    return current && ready == wanted;
  }

  String sentence() {
    return "%d of %d workers are ready".formatted(ready, wanted);
  }

  /** For people: ready of wanted. */
  String column() {
    return ready + "/" + wanted;
  }

  /** What happens to the workers while the broker is not to be had. */
  String kept() {
    return existing == 0
        ? "workers are started when it is there"
        : "the %d workers that run are left as they are".formatted(existing);
  }

  private static int count(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
