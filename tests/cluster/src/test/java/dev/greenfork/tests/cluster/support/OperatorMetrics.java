package dev.greenfork.tests.cluster.support;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;

/** What the operator counts, all its replicas together: only the leader works, and may change. */
public final class OperatorMetrics {

  private OperatorMetrics() {}

  /** The sum of a counter over the replicas that run. */
  public static double sum(KubernetesClient client, String counter) {
    return client
        .pods()
        .inNamespace(Installation.NAMESPACE)
        .withLabels(Installation.PODS)
        .list()
        .getItems()
        .stream()
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .mapToDouble(pod -> of(client, pod, counter))
        .sum();
  }

  private static double of(KubernetesClient client, Pod pod, String counter) {
    String text =
        client.raw(
            "/api/v1/namespaces/%s/pods/%s:8080/proxy/metrics"
                .formatted(Installation.NAMESPACE, pod.getMetadata().getName()));
    return text == null
        ? 0
        : text.lines()
            .filter(line -> line.startsWith(counter + "{") || line.startsWith(counter + " "))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
  }
}
