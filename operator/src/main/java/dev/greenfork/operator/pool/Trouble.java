package dev.greenfork.operator.pool;

import dev.greenfork.operator.workers.ContainerSight;
import dev.greenfork.operator.workers.WorkerPod;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps workers of a pool from being ready. Pure; says the same as long as the same is wrong,
 * so that nothing is written meanwhile.
 *
 * @param reason one word
 * @param sentence about the first such worker by name
 */
record Trouble(String reason, String sentence) {

  /** What is wrong with these pods; empty if they are only starting. */
  static Optional<Trouble> of(List<WorkerPod> pods) {
    for (WorkerPod pod : pods) {
      Trouble trouble = pod.leaving() ? null : of(pod);
      if (trouble != null) {
        return Optional.of(trouble);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Trouble of(WorkerPod pod) {
    String name = pod.name().pod();
    ContainerSight container = pod.container();
    if (pod.over() != null || container.ready()) {
      return null; // another pod takes its place
    }
    if (container.waits() != null) {
      return new Trouble(
          "WorkersWaiting", "%s cannot start: %s".formatted(name, container.waits()));
    }
    if (container.wasReady()) {
      // The only thing for which a worker stops being ready, see decision 060.
      return new Trouble(
          "ChildrenCrashing",
          "in %s one child process after the other dies: see its log and greenfork_children_died_total"
              .formatted(name));
    }
    return container.last() == null
        ? null
        : new Trouble(
            "WorkersFailing",
            "%s %s; it is started again".formatted(name, container.last().clause()));
  }
}
