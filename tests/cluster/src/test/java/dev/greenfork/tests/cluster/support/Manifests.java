package dev.greenfork.tests.cluster.support;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Brokers and pools as tests apply them. */
public final class Manifests {

  private Manifests() {}

  /** The Broker main, its URL in the Secret redis. */
  public static String broker() {
    return """
    apiVersion: greenfork.dev/v1alpha1
    kind: Broker
    metadata: {name: main}
    spec: {redis: {urlFrom: {secretKeyRef: {name: redis, key: url}}}}
    """;
  }

  /** The Broker main at this URL. */
  public static String broker(String url) {
    return """
    apiVersion: greenfork.dev/v1alpha1
    kind: Broker
    metadata: {name: main}
    spec: {redis: {url: "%s"}}
    """
        .formatted(url);
  }

  /**
   * A pool of small workers without tasks on queue celery, with these lines in its spec; green by
   * default.
   */
  public static String pool(String name, String... lines) {
    List<String> spec = new ArrayList<>(List.of(lines));
    if (spec.stream().noneMatch(line -> line.startsWith("type:"))) {
      spec.add("type: green");
    }
    if (spec.stream().noneMatch(line -> line.startsWith("drainTimeout:"))) {
      spec.add("drainTimeout: 30s");
    }
    return """
    apiVersion: greenfork.dev/v1alpha1
    kind: WorkerPool
    metadata: {name: %s}
    spec:
      image: greenfork/worker:dev
      broker: main
    """
            .formatted(name)
        + spec.stream().map(line -> "  " + line + "\n").collect(Collectors.joining());
  }

  /** A TaskRoute of Broker main with these rules. */
  public static String route(String name, String... rules) {
    return """
    apiVersion: greenfork.dev/v1alpha1
    kind: TaskRoute
    metadata: {name: %s}
    spec: {broker: main, rules: [%s]}
    """
        .formatted(name, String.join(", ", rules));
  }

  /** Keeps pods from ever being scheduled: workers that cost nothing, for tests that count them. */
  public static String nowhere() {
    return "podTemplate: {spec: {nodeSelector: {greenfork.dev/test: nowhere}}}";
  }
}
