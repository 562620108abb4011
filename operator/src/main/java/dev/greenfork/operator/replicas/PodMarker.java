package dev.greenfork.operator.replicas;

import dev.greenfork.operator.workers.WorkerPod;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes on pods what ReplicaSets read there. Thread-safe. */
@ApplicationScoped
class PodMarker {

  private static final Logger LOG = LoggerFactory.getLogger(PodMarker.class);

  /** A manager of its own, so that leaving an annotation out removes it and nothing else. */
  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("greenfork-autoscaler")
          .withForce(true)
          .build();

  private final KubernetesClient client;

  PodMarker(KubernetesClient client) {
    this.client = client;
  }

  /**
   * What its deletion costs; 0 to say nothing about it. A pod that is gone (it cannot be created,
   * for want of the right), or an API server that is away, changes nothing: the next look tries
   * again.
   */
  void cost(String namespace, String pod, int cost) {
    Pod marked =
        new PodBuilder()
            .withNewMetadata()
            .withName(pod)
            .withNamespace(namespace)
            .withAnnotations(
                cost == 0 ? Map.of() : Map.of(WorkerPod.DELETION_COST, String.valueOf(cost)))
            .endMetadata()
            .build();
    try {
      var _ = client.resource(marked).patch(APPLY);
    } catch (KubernetesClientException e) {
      LOG.info("the cost of pod {}/{} is not written: {}", namespace, pod, e.getMessage());
    }
  }
}
