package dev.greenfork.operator.pool;

import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workers.Sizes;
import dev.greenfork.operator.workload.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Predicate;

/** Applies a pool's objects, server-side and strictly, where anything differs. Thread-safe. */
@ApplicationScoped
class Workloads {

  private static final PatchContext APPLY =
      new PatchContext.Builder()
          .withPatchType(PatchType.SERVER_SIDE_APPLY)
          .withFieldManager("greenfork-operator")
          .withForce(true)
          .withFieldValidation("Strict")
          .build();

  private final KubernetesClient client;
  private final Sizes sizes;
  private final Memory memory = new Memory();

  Workloads(KubernetesClient client, Sizes sizes) {
    this.client = client;
    this.sizes = sizes;
  }

  /** Forgets pools that are gone. */
  void prune(long existing, Predicate<ResourceID> exists) {
    memory.prune(existing, exists);
    sizes.prune(exists);
  }

  /**
   * Brings the objects to what is wanted, and has its workers told how many tasks to run at once.
   *
   * @param live as the caches have them
   */
  Outcome bring(WorkerPool pool, Workload wanted, Live live) {
    Outcome outcome = apply(pool, wanted, live);
    if (!(outcome instanceof Outcome.Refused)) {
      sizes.set(ResourceID.fromResource(pool), PoolSize.concurrency(pool.getSpec()));
    }
    return outcome;
  }

  private Outcome apply(WorkerPool pool, Workload wanted, Live live) {
    ResourceID id = ResourceID.fromResource(pool);
    String fingerprint = wanted.fingerprint();
    Deployment before = live.deployment();
    if (before != null && live.accompanies(wanted) && memory.holds(id, fingerprint, before)) {
      return new Outcome.Left(before);
    }
    for (HasMetadata fresh : live.lacking(wanted)) {
      if (isSomebodyElses(pool, fresh)) {
        return new Outcome.Refused(
            before,
            fresh.getKind() + "Exists",
            "a %s named %s exists that this pool does not own: rename it or the pool"
                .formatted(fresh.getKind(), fresh.getMetadata().getName()));
      }
    }
    try {
      Workload now = apply(wanted, live);
      memory.applied(id, fingerprint, now.deployment());
      return new Outcome.Applied(live, now);
    } catch (KubernetesClientException e) {
      if (!Refusals.isOne(e)) {
        throw e;
      }
      return new Outcome.Refused(
          before,
          "Refused",
          "the API server refused the Deployment, see podTemplate: " + Refusals.reason(e));
    }
  }

  /** Where the rest is as it should be, a pool that grows from zero waits for one write only. */
  private Workload apply(Workload wanted, Live live) {
    if (live.deployment() != null
        && live.accompanies(wanted)
        && live.account() != null
        && live.settings() != null
        && live.disruptions() != null) {
      return new Workload(
          live.account(), live.settings(), live.disruptions(), apply(wanted.deployment()));
    }
    return new Workload(
        apply(wanted.account()),
        apply(wanted.settings()),
        apply(wanted.disruptions()),
        apply(wanted.deployment()));
  }

  private <T extends HasMetadata> T apply(T wanted) {
    return client.resource(wanted).patch(APPLY);
  }

  private boolean isSomebodyElses(WorkerPool pool, HasMetadata wanted) {
    HasMetadata found = client.resource(wanted).get();
    return found != null
        && found.getMetadata().getOwnerReferences().stream()
            .noneMatch(owner -> owner.getUid().equals(pool.getMetadata().getUid()));
  }
}
