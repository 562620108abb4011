package dev.greenfork.local.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.local.LocalException;
import dev.greenfork.local.manifest.Manifest;
import dev.greenfork.local.validation.Validator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Decides what manifests ask this machine to run. */
public final class Planner {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RESULT_EXPIRY = Duration.ofHours(24);

  private final Map<String, String> environment;
  private final boolean ownRedis;

  /**
   * A planner.
   *
   * @param environment of this process, for what the files refer to and do not hold
   * @param ownRedis whether every Broker gets a Redis of this run, whatever it names
   */
  public Planner(Map<String, String> environment, boolean ownRedis) {
    this.environment = Map.copyOf(environment);
    this.ownRedis = ownRedis;
  }

  /**
   * The plan for manifests that the CRDs have nothing against; of several with one name the last
   * one counts.
   *
   * @throws LocalException if they refer to something that is not there, or hold no pool
   */
  public Plan plan(List<Manifest> manifests) {
    List<String> notices = new ArrayList<>();
    Values values = new Values(manifests, environment);
    BrokerPlanner brokerPlanner = new BrokerPlanner(values, ownRedis, notices);
    Map<List<String>, BrokerPlan> brokers = new LinkedHashMap<>();
    of("Broker", manifests)
        .forEach(
            (id, broker) ->
                brokers.put(
                    id,
                    brokerPlanner.plan(
                        broker.namespace(), broker.label(), spec(broker, BrokerSpec.class))));
    EnvironmentPlanner variables = new EnvironmentPlanner(values, notices);
    List<PoolPlan> pools = new ArrayList<>();
    of("WorkerPool", manifests)
        .forEach(
            (id, pool) -> {
              WorkerPoolSpec spec = spec(pool, WorkerPoolSpec.class);
              NotUsed.of(pool.label(), spec).ifPresent(notices::add);
              pools.add(
                  new PoolPlan(
                      pool.label(),
                      spec,
                      broker(pool, spec.broker(), brokers, notices),
                      variables.plan(pool.namespace(), pool.label(), spec)));
            });
    of("TaskRoute", manifests)
        .forEach(
            (id, route) ->
                notices.add(
                    "TaskRoute %s: its rules hold in a cluster and are not used here: tasks run where their code says."
                        .formatted(route.label())));
    if (pools.isEmpty()) {
      throw new LocalException("The files hold no WorkerPool: name one that does with -f.");
    }
    return new Plan(pools, notices);
  }

  private static BrokerPlan broker(
      Manifest pool, String name, Map<List<String>, BrokerPlan> brokers, List<String> notices) {
    BrokerPlan plan = brokers.get(List.of(pool.namespace(), name));
    if (plan != null) {
      return plan;
    }
    if (!brokers.isEmpty()) {
      throw new LocalException(
          "Pool %s names the Broker %s, but the files hold only %s: correct spec.broker, or add the Broker."
              .formatted(
                  pool.label(),
                  name,
                  brokers.values().stream()
                      .map(BrokerPlan::name)
                      .collect(Collectors.joining(", "))));
    }
    notices.add(
        "The Broker %s of pool %s is in none of the files: the pool gets a Redis of its own."
            .formatted(name, pool.label()));
    return new BrokerPlan(name, Server.own(""), null, RESULT_EXPIRY);
  }

  private static Map<List<String>, Manifest> of(String kind, List<Manifest> manifests) {
    Map<List<String>, Manifest> found = new LinkedHashMap<>();
    manifests.stream()
        .filter(manifest -> Validator.concerns(manifest) && manifest.kind().equals(kind))
        .forEach(manifest -> found.put(List.of(manifest.namespace(), manifest.name()), manifest));
    return found;
  }

  private static <T> T spec(Manifest manifest, Class<T> type) {
    try {
      return JSON.treeToValue(manifest.body().path("spec"), type);
    } catch (JsonProcessingException e) {
      throw new LocalException(
          "%s: the spec of %s %s cannot be read: %s"
              .formatted(
                  manifest.origin(), manifest.kind(), manifest.name(), e.getOriginalMessage()),
          e);
    }
  }
}
