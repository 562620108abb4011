package dev.greenfork.operator.pool;

import static dev.greenfork.operator.events.Happening.normal;

import dev.greenfork.operator.events.Happening;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;

/** Which decisions about a pool are worth an Event. Pure. */
final class PoolHappenings {

  private PoolHappenings() {}

  static List<Happening> of(Outcome outcome) {
    if (!(outcome instanceof Outcome.Applied applied)) {
      return List.of();
    }
    Deployment before = applied.before();
    Deployment now = applied.now();
    String name = now.getMetadata().getName();
    int replicas = now.getSpec().getReplicas();
    if (before == null) {
      return List.of(
          normal("Created", "created Deployment %s with %d workers".formatted(name, replicas)));
    }
    if (Objects.equals(before.getMetadata().getGeneration(), now.getMetadata().getGeneration())) {
      return List.of();
    }
    if (!Objects.equals(before.getSpec().getReplicas(), replicas)) {
      return List.of(
          normal(
              "Scaled",
              "changed the number of workers from %d to %d"
                  .formatted(before.getSpec().getReplicas(), replicas)));
    }
    return List.of(normal("RolledOut", "brought Deployment %s to the spec".formatted(name)));
  }
}
