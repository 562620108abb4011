package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.time.Duration;

/**
 * The objects of one pool, complete, for server-side apply.
 *
 * @param settings what running workers are told when it changes, and what is not part of the pods'
 *     template for that reason: a change of it replaces no pod
 * @param account the workers' own ServiceAccount; no token of it is mounted
 * @param disruptions how many of the workers a drain of nodes may take at a time
 * @param deployment the workers; {@code spec.replicas} is always set, as leaving it out once would
 *     hand the field to the API server's default of 1
 */
public record Workload(
    ServiceAccount account,
    ConfigMap settings,
    PodDisruptionBudget disruptions,
    Deployment deployment) {

  /** The entry of {@link #settings} with the number of tasks at once. */
  public static final String CONCURRENCY = "concurrency";

  /** How long a rollout may take beyond the drain of a worker before it is called stalled. */
  private static final Duration ROLLOUT_SLACK = Duration.ofMinutes(10);

  /** Computes what should be. Pure. */
  public static Workload of(WorkerPool pool, BrokerSpec broker) {
    return new Workload(account(pool), settings(pool), disruptions(pool), deployment(pool, broker));
  }

  /** The same with another number of workers. */
  public Workload withReplicas(int replicas) {
    Deployment resized =
        new DeploymentBuilder(deployment).editSpec().withReplicas(replicas).endSpec().build();
    return new Workload(account, settings, disruptions, resized);
  }

  /** The same content always as the same text, to tell whether anything changed. */
  public String fingerprint() {
    return Trees.canonical(this);
  }

  private static ServiceAccount account(WorkerPool pool) {
    return new ServiceAccountBuilder()
        .withMetadata(Names.metadata(pool))
        .withAutomountServiceAccountToken(false)
        .build();
  }

  private static ConfigMap settings(WorkerPool pool) {
    return new ConfigMapBuilder()
        .withMetadata(Names.metadata(pool))
        .addToData(CONCURRENCY, String.valueOf(PoolSize.concurrency(pool.getSpec())))
        .build();
  }

  private static PodDisruptionBudget disruptions(WorkerPool pool) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(Names.metadata(pool))
        .withNewSpec()
        .withMaxUnavailable(new IntOrString("25%"))
        // One that never becomes ready must not keep a node from being drained.
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(Names.selector(pool.getMetadata().getName()))
        .endSelector()
        .endSpec()
        .build();
  }

  private static Deployment deployment(WorkerPool pool, BrokerSpec broker) {
    Duration deadline = pool.getSpec().drain().plus(ROLLOUT_SLACK);
    return new DeploymentBuilder()
        .withMetadata(Names.metadata(pool))
        .withNewSpec()
        .withReplicas(pool.getSpec().wantedReplicas())
        .withProgressDeadlineSeconds(Math.toIntExact(deadline.toSeconds()))
        .withRevisionHistoryLimit(3)
        .withNewStrategy()
        .withType("RollingUpdate")
        .withNewRollingUpdate()
        .withMaxSurge(new IntOrString("25%"))
        .withMaxUnavailable(new IntOrString(0))
        .endRollingUpdate()
        .endStrategy()
        .withNewSelector()
        .withMatchLabels(Names.selector(pool.getMetadata().getName()))
        .endSelector()
        .withTemplate(PodTemplates.of(pool, broker))
        .endSpec()
        .build();
  }
}
