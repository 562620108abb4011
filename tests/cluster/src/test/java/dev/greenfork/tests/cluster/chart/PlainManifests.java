package dev.greenfork.tests.cluster.chart;

import java.nio.file.Path;

/** deploy/greenfork.yaml: the chart with its default values, for those who want no Helm. */
final class PlainManifests {

  static final Path FILE = Chart.ROOT.resolve("deploy").resolve("greenfork.yaml");

  private static final String HEAD =
      """
      # Greenfork's operator, its CRDs and its rights, as plain manifests:
      #   kubectl apply --server-side -f deploy/greenfork.yaml
      # Rendered from helm/greenfork with its default values by tools/crds: edit that.
      ---
      apiVersion: v1
      kind: Namespace
      metadata:
        name: %s
        labels:
          pod-security.kubernetes.io/enforce: restricted
      """
          .formatted(Chart.NAMESPACE);

  private PlainManifests() {}

  static String render() {
    return HEAD
        + Chart.withDefaults()
            .text()
            .replaceAll("(?m)^ *helm\\.sh/chart: .*\n", "")
            .replaceAll("(?m)^ *app\\.kubernetes\\.io/managed-by: Helm\n", "")
            .replaceAll("(?m)^ *annotations:\n *helm\\.sh/resource-policy: keep\n", "");
  }
}
