package dev.greenfork.operator.workers;

import dev.greenfork.operator.workload.Names;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A worker's pod as it was last seen: what is kept of it.
 *
 * @param name its own, its namespace's and its pool's
 * @param uid of this pod and no other, ever
 * @param over the sentence why it will run nothing more, evicted for example; null as long as it
 *     may
 * @param leaving whether it is being deleted
 * @param container the worker in it
 * @param marks what is written on it
 */
public record WorkerPod(
    Name name,
    String uid,
    @Nullable String over,
    boolean leaving,
    ContainerSight container,
    Marks marks) {

  /** What a ReplicaSet looks at when it has to choose who goes: the least is the first. */
  public static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

  /**
   * What is written on a pod.
   *
   * @param cost of its deletion, 0 unless somebody set it
   * @param template a digest of the template that it was made from; empty if it bears none
   */
  public record Marks(int cost, String template) {

    static Marks of(ObjectMeta metadata) {
      Map<String, String> annotations =
          Objects.requireNonNullElse(metadata.getAnnotations(), Map.<String, String>of());
      String template = metadata.getLabels().get("pod-template-hash");
      return new Marks(cost(annotations.get(DELETION_COST)), template == null ? "" : template);
    }

    private static int cost(@Nullable String text) {
      try {
        return text == null ? 0 : Integer.parseInt(text);
      } catch (NumberFormatException e) {
        return 0; // as the ReplicaSet controller does
      }
    }
  }

  /** Where a pod belongs. */
  public record Name(String namespace, String pool, String pod) {}

  static WorkerPod of(Pod pod) {
    var metadata = pod.getMetadata();
    String pool = metadata.getLabels().getOrDefault(Names.POOL_LABEL, "");
    return new WorkerPod(
        new Name(metadata.getNamespace(), pool, metadata.getName()),
        metadata.getUid(),
        over(pod),
        metadata.getDeletionTimestamp() != null,
        ContainerSight.of(pod.getStatus()),
        Marks.of(metadata));
  }

  /**
   * Before when whatever ran here is gone, by the clock of its node; null while the first container
   * runs. Exact to a second.
   */
  @Nullable Instant earlierAreGone() {
    Ending last = container.last();
    if (last == null) {
      return null;
    }
    Instant since = container.started();
    return since == null || since.isBefore(last.at()) ? last.at() : since;
  }

  private static @Nullable String over(Pod pod) {
    if (pod.getStatus() == null) {
      return null;
    }
    String phase = Objects.requireNonNullElse(pod.getStatus().getPhase(), "");
    if (!phase.equals("Failed") && !phase.equals("Succeeded")) {
      return null;
    }
    String reason = pod.getStatus().getReason();
    return reason == null ? "its pod has ended" : "its pod has ended: " + reason;
  }
}
