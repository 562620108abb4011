package dev.greenfork.operator.replicas;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.resources.TaskIndexStatus;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.scaling.Member;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import org.jspecify.annotations.Nullable;

/**
 * A pool as far as the sizes of pools are concerned.
 *
 * @param id its namespace and name
 * @param broker the Broker that it names
 * @param member what other pools have to know of it
 * @param spec its bounds and objectives; null for one whose spec says how large it is
 * @param untold whether nobody has said which tasks its image has
 */
record ScaledPool(
    ResourceID id, BrokerOwner broker, Member member, @Nullable ScalingSpec spec, boolean untold) {

  static ScaledPool of(WorkerPool pool) {
    ResourceID id = ResourceID.fromResource(pool);
    ScalingSpec spec = pool.getSpec().autoscaling();
    return new ScaledPool(
        id,
        new BrokerOwner(id.getNamespace().orElse(""), pool.getSpec().broker()),
        new Member(
            id.getName(),
            pool.getSpec().type(),
            PoolSize.concurrency(pool.getSpec()),
            spec == null ? pool.getSpec().wantedReplicas() : spec.max(),
            pool.getSpec().queueNames()),
        spec,
        isUntold(pool));
  }

  private static boolean isUntold(WorkerPool pool) {
    TaskIndexStatus told = pool.getStatus() == null ? null : pool.getStatus().tasks();
    return pool.getSpec().tasks() == null
        && (told == null || !told.image().equals(pool.getSpec().image()));
  }

  /** Its namespace. */
  String namespace() {
    return broker.namespace();
  }
}
