package dev.greenfork.operator.pool;

import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.workload.Workload;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A pool's objects as the caches have them; null where there is none.
 *
 * @param deployment its workers
 * @param settings what they are told
 * @param account whose name they bear
 * @param disruptions how many of them may be taken at a time
 */
record Live(
    @Nullable Deployment deployment,
    @Nullable ConfigMap settings,
    @Nullable ServiceAccount account,
    @Nullable PodDisruptionBudget disruptions) {

  static Live of(Context<WorkerPool> context) {
    return new Live(
        context.getSecondaryResource(Deployment.class).orElse(null),
        context.getSecondaryResource(ConfigMap.class).orElse(null),
        context.getSecondaryResource(ServiceAccount.class).orElse(null),
        context.getSecondaryResource(PodDisruptionBudget.class).orElse(null));
  }

  /** Whether beside the Deployment everything is as it is wanted. */
  boolean accompanies(Workload wanted) {
    return account != null
        && disruptions != null
        && settings != null
        && wanted.settings().getData().equals(settings.getData());
  }

  /** What would be made anew, of what users make as well. */
  List<HasMetadata> lacking(Workload wanted) {
    List<HasMetadata> lacking = new ArrayList<>();
    if (deployment == null) {
      lacking.add(wanted.deployment());
    }
    if (settings == null) {
      lacking.add(wanted.settings());
    }
    return lacking;
  }

  /** How many tasks at once the workers were told to run; null where they were told nothing. */
  @Nullable String concurrency() {
    return settings == null || settings.getData() == null
        ? null
        : settings.getData().get(Workload.CONCURRENCY);
  }
}
