package dev.greenfork.operator.scaling;

import dev.greenfork.decisions.scaling.PodSignal;
import dev.greenfork.decisions.scaling.PodSignal.Trouble;
import dev.greenfork.operator.workers.WorkerPod;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From the pods of a pool to the signal of its decision. Pure. */
final class PodSights {

  private static final List<String> NO_IMAGE =
      List.of("ErrImagePull", "ImagePullBackOff", "InvalidImageName", "ErrImageNeverPull");

  private PodSights() {}

  /**
   * The signal.
   *
   * @param replicas how many the Deployment asks for
   * @param draining names of pods that fetch nothing more
   */
  static PodSignal of(
      Collection<WorkerPod> pods, int replicas, Set<String> draining, Duration start, Instant now) {
    List<WorkerPod> here =
        pods.stream().filter(pod -> pod.over() == null && !pod.leaving()).toList();
    int drained = (int) here.stream().filter(pod -> draining.contains(pod.name().pod())).count();
    int ready =
        (int)
            here.stream()
                .filter(pod -> pod.container().ready() && !draining.contains(pod.name().pod()))
                .count();
    return new PodSignal(now, replicas, ready, drained, start, trouble(here));
  }

  private static @Nullable Trouble trouble(List<WorkerPod> pods) {
    Trouble image = trouble(pods, Trouble.Kind.IMAGE);
    return image == null ? trouble(pods, Trouble.Kind.CRASH_LOOP) : image;
  }

  private static @Nullable Trouble trouble(List<WorkerPod> pods, Trouble.Kind kind) {
    List<WorkerPod> bad = pods.stream().filter(pod -> has(pod, kind)).toList();
    if (bad.isEmpty()) {
      return null;
    }
    WorkerPod first = bad.getFirst();
    String name = first.name().pod();
    String what =
        first.container().waits() != null
            ? "cannot start: " + first.container().waits()
            : first.container().last() == null ? "fails" : first.container().last().clause();
    return new Trouble(kind, bad.size(), name + " " + what);
  }

  private static boolean has(WorkerPod pod, Trouble.Kind kind) {
    String waits = pod.container().waits();
    return switch (kind) {
      case IMAGE -> waits != null && NO_IMAGE.stream().anyMatch(waits::startsWith);
      case CRASH_LOOP -> !pod.container().ready() && pod.container().last() != null;
    };
  }
}
