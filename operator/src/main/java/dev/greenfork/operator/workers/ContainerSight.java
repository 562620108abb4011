package dev.greenfork.operator.workers;

import dev.greenfork.operator.workload.Names;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The worker's container of a pod.
 *
 * @param started since when it runs; null while it does not
 * @param ready whether its last readiness probe succeeded
 * @param wasReady whether one had, since it runs
 * @param waits why it cannot be started, as the kubelet says; null if that is not so
 * @param last how its last process ended; null for the first
 */
public record ContainerSight(
    @Nullable Instant started,
    boolean ready,
    boolean wasReady,
    @Nullable String waits,
    @Nullable Ending last) {

  /** Of a pod that no kubelet has looked at yet. */
  static final ContainerSight NONE = new ContainerSight(null, false, false, null, null);

  /** The ordinary course of a start, and of a restart. */
  private static final Set<String> NO_TROUBLE =
      Set.of("ContainerCreating", "PodInitializing", "CrashLoopBackOff");

  static ContainerSight of(@Nullable PodStatus pod) {
    return pod == null
        ? NONE
        : pod.getContainerStatuses().stream()
            .filter(container -> container.getName().equals(Names.CONTAINER))
            .findFirst()
            .map(container -> of(pod, container))
            .orElse(NONE);
  }

  private static ContainerSight of(PodStatus pod, ContainerStatus container) {
    ContainerState now = Objects.requireNonNullElseGet(container.getState(), ContainerState::new);
    Instant started = now.getRunning() == null ? null : time(now.getRunning().getStartedAt());
    boolean ready = Boolean.TRUE.equals(container.getReady());
    return new ContainerSight(
        started, ready, ready || becameUnready(pod, started), waits(now), last(container));
  }

  /** The condition is False from the pod's beginning: it changes again only after it was True. */
  private static boolean becameUnready(PodStatus pod, @Nullable Instant started) {
    return started != null
        && pod.getConditions().stream()
            .filter(condition -> condition.getType().equals("Ready"))
            .map(PodCondition::getLastTransitionTime)
            .map(ContainerSight::time)
            .anyMatch(at -> at != null && at.isAfter(started));
  }

  private static @Nullable String waits(ContainerState now) {
    var waiting = now.getWaiting();
    if (waiting == null
        || waiting.getReason() == null
        || NO_TROUBLE.contains(waiting.getReason())) {
      return null;
    }
    return waiting.getMessage() == null
        ? waiting.getReason()
        : waiting.getReason() + ": " + waiting.getMessage();
  }

  private static @Nullable Ending last(ContainerStatus container) {
    return Stream.of(container.getState(), container.getLastState())
        .filter(Objects::nonNull)
        .map(ContainerState::getTerminated)
        .filter(Objects::nonNull)
        .map(ContainerSight::ending)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Ending ending(ContainerStateTerminated end) {
    Instant at = time(end.getFinishedAt());
    return at == null
        ? null
        : new Ending(
            at,
            Objects.requireNonNullElse(end.getExitCode(), 0),
            Objects.requireNonNullElse(end.getReason(), ""),
            Objects.requireNonNullElse(end.getMessage(), ""));
  }

  private static @Nullable Instant time(@Nullable String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null; // whoever wrote it, it says nothing
    }
  }
}
