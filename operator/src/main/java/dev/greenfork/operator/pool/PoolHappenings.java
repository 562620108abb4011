package dev.greenfork.operator.pool;

import static dev.greenfork.operator.events.Happening.normal;

import dev.greenfork.operator.events.Happening;
import dev.greenfork.operator.workers.Ending;
import dev.greenfork.operator.workers.WorkerPod;
import dev.greenfork.operator.workload.Workload;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Which decisions about a pool are worth an Event. Pure. */
final class PoolHappenings {

  private PoolHappenings() {}

  /** A worker that ended although nobody had told it to. */
  static List<Happening> ofEnds(List<WorkerPod> ended) {
    return ended.stream()
        .filter(pod -> !pod.leaving())
        .flatMap(pod -> Stream.ofNullable(pod.container().last()).map(last -> end(pod, last)))
        .toList();
  }

  private static Happening end(WorkerPod pod, Ending last) {
    return Happening.warning(
        last.wasReplacement() ? "WorkerReplaced" : "WorkerEnded",
        "%s %s; the kubelet starts it again".formatted(pod.name().pod(), last.clause()));
  }

  /**
   * What was done.
   *
   * @param reason why the pool is as large as it is; empty where nobody has decided that
   */
  static List<Happening> of(Outcome outcome, String reason) {
    if (!(outcome instanceof Outcome.Applied applied)) {
      return List.of();
    }
    Deployment before = applied.before().deployment();
    Deployment now = applied.now().deployment();
    String name = now.getMetadata().getName();
    int replicas = now.getSpec().getReplicas();
    if (before == null) {
      return List.of(
          normal(
              "Created",
              "created Deployment %s with %d workers%s"
                  .formatted(name, replicas, because(reason))));
    }
    if (Objects.equals(before.getMetadata().getGeneration(), now.getMetadata().getGeneration())) {
      return resized(applied);
    }
    if (!Objects.equals(before.getSpec().getReplicas(), replicas)) {
      return List.of(
          normal(
              "Scaled",
              "changed the number of workers from %d to %d%s"
                  .formatted(before.getSpec().getReplicas(), replicas, because(reason))));
    }
    return List.of(normal("RolledOut", "brought Deployment %s to the spec".formatted(name)));
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static List<Happening> resized(Outcome.Applied applied) {
    String before = applied.before().concurrency();
    String now = applied.now().settings().getData().get(Workload.CONCURRENCY);
    return before == null || before.equals(now)
        ? List.of()
        : List.of(
            normal(
                "Resized",
                "tells each worker to run %s tasks at once instead of %s".formatted(now, before)));
  }
}
