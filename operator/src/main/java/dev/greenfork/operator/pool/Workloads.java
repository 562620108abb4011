package dev.greenfork.operator.pool;

import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workload.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

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
  private final Memory memory = new Memory();

  Workloads(KubernetesClient client) {
    this.client = client;
  }

  /** What is remembered of what was applied. */
  Memory memory() {
    return memory;
  }

  /**
   * Brings the objects to what is wanted.
   *
   * @param live the Deployment as the cache has it
   * @param accountMissing whether the cache lacks the ServiceAccount
   */
  Outcome bring(
      WorkerPool pool, Workload wanted, @Nullable Deployment live, boolean accountMissing) {
    ResourceID id = ResourceID.fromResource(pool);
    String fingerprint = wanted.fingerprint();
    if (live != null && !accountMissing && memory.holds(id, fingerprint, live)) {
      return new Outcome.Left(live);
    }
    if (live == null && isSomebodyElses(pool, wanted.deployment())) {
      return new Outcome.Refused(
          null,
          "DeploymentExists",
          "a Deployment named %s exists that this pool does not own: rename it or the pool"
              .formatted(wanted.deployment().getMetadata().getName()));
    }
    try {
      ServiceAccount account = apply(wanted.account());
      Deployment now = apply(wanted.deployment());
      memory.applied(id, fingerprint, now);
      return new Outcome.Applied(live, now, account);
    } catch (KubernetesClientException e) {
      if (!Refusals.isOne(e)) {
        throw e;
      }
      return new Outcome.Refused(
          live,
          "Refused",
          "the API server refused the Deployment, see podTemplate: " + Refusals.reason(e));
    }
  }

  private <T extends HasMetadata> T apply(T wanted) {
    return client.resource(wanted).patch(APPLY);
  }

  private boolean isSomebodyElses(WorkerPool pool, Deployment wanted) {
    Deployment found = client.resource(wanted).get();
    return found != null
        && found.getMetadata().getOwnerReferences().stream()
            .noneMatch(owner -> owner.getUid().equals(pool.getMetadata().getUid()));
  }
}
