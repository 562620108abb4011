package dev.greenfork.operator.workers;

import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workload.Names;
import io.fabric8.kubernetes.api.model.Pod;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The informer of workers' pods: fills {@link WorkerPods} and wakes the reconciler of their pool.
 * Selects by the label that Deployments select by, which no pod template can take away.
 */
public final class PodSource extends InformerEventSource<Pod, WorkerPool> {

  /** Pods are large: a page at a time. */
  private static final long PAGE = 500;

  private final WorkerPods pods;

  public PodSource(WorkerPods pods, EventSourceContext<WorkerPool> context) {
    super(selecting(), context);
    this.pods = pods;
  }

  @Override
  public void onAdd(Pod pod) {
    pods.seen(strip(pod));
    super.onAdd(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod pod) {
    pods.seen(strip(pod));
    super.onUpdate(before, pod);
  }

  @Override
  public void onDelete(Pod pod, boolean stateUnknown) {
    pods.gone(pod);
    super.onDelete(pod, stateUnknown);
  }

  private static InformerEventSourceConfiguration<Pod> selecting() {
    return InformerEventSourceConfiguration.from(Pod.class, WorkerPool.class)
        .withLabelSelector(Names.WORKERS)
        .withNamespacesInheritedFromController()
        .withInformerListLimit(PAGE)
        .withSecondaryToPrimaryMapper(PodSource::pool)
        .withOnUpdateFilter((now, before) -> !WorkerPod.of(now).equals(WorkerPod.of(before)))
        .build();
  }

  private static Set<ResourceID> pool(Pod pod) {
    String pool = pod.getMetadata().getLabels().get(Names.POOL_LABEL);
    return pool == null ? Set.of() : Set.of(new ResourceID(pool, pod.getMetadata().getNamespace()));
  }

  /** Takes out of the informer's own object what nobody here looks at: most of it. */
  private static Pod strip(Pod pod) {
    pod.setSpec(null);
    pod.getMetadata().setManagedFields(List.of());
    Map<String, String> annotations = new HashMap<>(); // the SDK looks into them
    Map<String, String> all = pod.getMetadata().getAnnotations();
    if (all != null && all.get(WorkerPod.DELETION_COST) != null) {
      annotations.put(WorkerPod.DELETION_COST, all.get(WorkerPod.DELETION_COST));
    }
    pod.getMetadata().setAnnotations(annotations);
    return pod;
  }
}
