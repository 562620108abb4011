package dev.greenfork.operator.workload;

import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Names and labels of what belongs to a pool. They are the same on each computation, so that
 * nothing is made twice.
 */
public final class Names {

  /** Selects everything that this operator made. */
  public static final String OURS = "app.kubernetes.io/managed-by=greenfork-operator";

  /** Selects the pods of workers, by a label of {@link #selector}. */
  public static final String WORKERS = "app.kubernetes.io/name=greenfork-worker";

  /** Names the pool of a pod. */
  public static final String POOL_LABEL = "app.kubernetes.io/instance";

  /** The container of a pod in which the worker runs. */
  public static final String CONTAINER = "worker";

  private static final String SUFFIX = "-worker";

  private Names() {}

  /**
   * Name of the pool's Deployment, ServiceAccount and ConfigMap: apart from a Deployment of the
   * user's with the pool's name.
   */
  public static String workload(String pool) {
    return pool + SUFFIX;
  }

  /** What the Deployment selects its pods by; immutable in Kubernetes, so as little as needed. */
  static Map<String, String> selector(String pool) {
    return new TreeMap<>(Map.of("app.kubernetes.io/name", "greenfork-worker", POOL_LABEL, pool));
  }

  /** The selector as text, for the scale subresource. */
  public static String selectorText(String pool) {
    return selector(pool).entrySet().stream()
        .map(label -> label.getKey() + "=" + label.getValue())
        .collect(Collectors.joining(","));
  }

  static Map<String, String> labels(WorkerPool pool) {
    Map<String, String> labels = new TreeMap<>(selector(pool.getMetadata().getName()));
    labels.put("app.kubernetes.io/component", "worker");
    labels.put("app.kubernetes.io/part-of", "greenfork");
    labels.put("app.kubernetes.io/managed-by", "greenfork-operator");
    labels.put("greenfork.dev/type", pool.getSpec().type().word());
    return labels;
  }

  static ObjectMeta metadata(WorkerPool pool) {
    return new ObjectMetaBuilder()
        .withName(workload(pool.getMetadata().getName()))
        .withNamespace(pool.getMetadata().getNamespace())
        .withLabels(labels(pool))
        .addNewOwnerReference()
        .withApiVersion(pool.getApiVersion())
        .withKind(pool.getKind())
        .withName(pool.getMetadata().getName())
        .withUid(pool.getMetadata().getUid())
        .withController(true)
        .withBlockOwnerDeletion(true)
        .endOwnerReference()
        .build();
  }
}
