package dev.greenfork.operator.replicas;

import dev.greenfork.operator.workers.WorkerPod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes on pods what others read there: ReplicaSets and node autoscalers. Thread-safe. */
@ApplicationScoped
class PodMarker {

  private static final Logger LOG = LoggerFactory.getLogger(PodMarker.class);

  private final KubernetesClient client;

  PodMarker(KubernetesClient client) {
    this.client = client;
  }

  /** What its deletion costs; 0 to say nothing about it. */
  void cost(String namespace, String pod, int cost) {
    annotate(namespace, pod, WorkerPod.DELETION_COST, cost == 0 ? "null" : "\"" + cost + "\"");
  }

  /** Whether node autoscalers are to leave it alone. */
  void held(String namespace, String pod, boolean held) {
    annotate(namespace, pod, WorkerPod.SAFE_TO_EVICT, held ? "\"false\"" : "null");
  }

  /**
   * A pod that is gone, or an API server that is away, changes nothing: the next look tries again.
   */
  private void annotate(String namespace, String pod, String name, String json) {
    String patch = "{\"metadata\": {\"annotations\": {\"%s\": %s}}}".formatted(name, json);
    try {
      client
          .pods()
          .inNamespace(namespace)
          .withName(pod)
          .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
    } catch (KubernetesClientException e) {
      if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
        LOG.warn("cannot write {} on pod {}/{}: {}", name, namespace, pod, e.getMessage());
      }
    }
  }
}
