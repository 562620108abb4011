package dev.greenfork.operator;

import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Resources as users write them. */
public final class TestPools {

  private TestPools() {}

  /** A pool named feeds in namespace apps, generation 3, with these lines added to its spec. */
  public static WorkerPool pool(String... lines) {
    return Serialization.unmarshal(
        """
        apiVersion: greenfork.dev/v1alpha1
        kind: WorkerPool
        metadata: {name: feeds, namespace: apps, uid: 1-2-3, generation: 3}
        spec:
          image: feeds:1
          broker: main
        """
            + (String.join("\n", lines).contains("type:") ? "" : "  type: green\n")
            + String.join("", java.util.Arrays.stream(lines).map(l -> "  " + l + "\n").toList()),
        WorkerPool.class);
  }

  /** A Broker named main in namespace apps, with this spec. */
  public static Broker broker(String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: greenfork.dev/v1alpha1
        kind: Broker
        metadata: {name: main, namespace: apps, uid: 4-5-6, generation: 2}
        spec: %s
        """
            .formatted(spec),
        Broker.class);
  }

  /** A TaskRoute of Broker main in namespace apps, generation 1, with these rules. */
  public static TaskRoute route(String name, String... rules) {
    return Serialization.unmarshal(
        """
        apiVersion: greenfork.dev/v1alpha1
        kind: TaskRoute
        metadata: {name: %s, namespace: apps, uid: 7-8-9, generation: 1}
        spec:
          broker: main
          rules: [%s]
        """
            .formatted(name, String.join(", ", rules)),
        TaskRoute.class);
  }
}
