package dev.greenfork.operator.workload;

import dev.greenfork.decisions.resources.BrokerSpec;
import dev.greenfork.decisions.resources.Durations;
import dev.greenfork.decisions.resources.Limits;
import dev.greenfork.decisions.resources.OnWorkerLost;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.RedisConnection;
import dev.greenfork.decisions.resources.ResultBackend;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code greenfork worker} as environment variables. No URL is among them, see {@link
 * BrokerFiles}.
 */
final class WorkerEnvironment {

  /** Read by the java launcher. Children do not get it. */
  private static final String JAVA_OPTIONS = "JDK_JAVA_OPTIONS";

  /** Of the 320Mi that a prefork parent has; by itself it would take its share of all memory. */
  private static final String PARENT_HEAP = "-Xmx128m";

  private final List<EnvVar> variables = new ArrayList<>();

  private WorkerEnvironment() {}

  static List<EnvVar> of(String pool, WorkerPoolSpec spec, BrokerSpec broker) {
    WorkerEnvironment environment = new WorkerEnvironment();
    environment.identity(pool);
    environment.pool(pool, spec);
    environment.broker(broker.redis());
    environment.results(broker.results());
    return environment.variables;
  }

  private void identity(String pool) {
    variables.add(ofPod("GREENFORK_POD_NAME", "metadata.name"));
    variables.add(ofPod("GREENFORK_POD_UID", "metadata.uid"));
    add("GREENFORK_NAME", pool + "@$(GREENFORK_POD_NAME)");
    add("GREENFORK_HTTP_PORT", String.valueOf(WorkerContainer.HTTP_PORT));
  }

  private static EnvVar ofPod(String name, String field) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewFieldRef()
        .withFieldPath(field)
        .endFieldRef()
        .endValueFrom()
        .build();
  }

  /** As it is when the container starts; later changes are told over the broker. */
  private static EnvVar ofSettings(String pool, String name, String entry) {
    return new EnvVarBuilder()
        .withName(name)
        .withNewValueFrom()
        .withNewConfigMapKeyRef()
        .withName(Names.workload(pool))
        .withKey(entry)
        .endConfigMapKeyRef()
        .endValueFrom()
        .build();
  }

  private void pool(String pool, WorkerPoolSpec spec) {
    Limits limits = spec.taskLimits();
    add("GREENFORK_POOL", spec.type().word());
    variables.add(ofSettings(pool, "GREENFORK_CONCURRENCY", Workload.CONCURRENCY));
    add("GREENFORK_QUEUES", String.join(",", spec.queueNames()));
    add("GREENFORK_DRAIN_TIMEOUT", Durations.format(spec.drain()));
    add("GREENFORK_SOFT_TIME_LIMIT", limits.softTime());
    add("GREENFORK_HARD_TIME_LIMIT", limits.hardTime());
    add("GREENFORK_MAX_DELIVERIES", text(limits.maxDeliveries()));
    OnWorkerLost onWorkerLost = limits.onWorkerLost();
    add("GREENFORK_ON_WORKER_LOST", onWorkerLost == null ? null : onWorkerLost.word());
    add("GREENFORK_CHILD_ENV", childEnvironment(spec));
    add("GREENFORK_MAX_TASKS_PER_CHILD", text(limits.tasksPerChild()));
    add("GREENFORK_MAX_MEMORY_PER_CHILD", limits.memoryPerChild());
    if (spec.type() == PoolType.PREFORK && !names(spec, JAVA_OPTIONS)) {
      add(JAVA_OPTIONS, PARENT_HEAP);
    }
  }

  private static boolean names(WorkerPoolSpec spec, String variable) {
    return spec.env() != null
        && spec.env().stream().anyMatch(entry -> entry.name().equals(variable));
  }

  /** What prefork children keep: what the pool names; all where it names whole Secrets or maps. */
  private static @Nullable String childEnvironment(WorkerPoolSpec spec) {
    if (spec.envFrom() != null && !spec.envFrom().isEmpty()) {
      return "*";
    }
    return spec.env() == null || spec.env().isEmpty()
        ? null
        : spec.env().stream().map(variable -> variable.name()).collect(Collectors.joining(","));
  }

  private void broker(RedisConnection redis) {
    add("GREENFORK_BROKER_FILE", BrokerFiles.BROKER_DIR + "/url");
    add(
        "GREENFORK_BROKER_CA_FILE",
        redis.tls() == null ? null : BrokerFiles.BROKER_DIR + "/ca.crt");
    add("GREENFORK_KEY_PREFIX", redis.prefix().isEmpty() ? null : redis.prefix());
  }

  private void results(ResultBackend results) {
    boolean own = results.urlFrom() != null || results.url() != null;
    add("GREENFORK_RESULT_BACKEND_FILE", own ? BrokerFiles.RESULTS_DIR + "/url" : null);
    add(
        "GREENFORK_RESULT_BACKEND_CA_FILE",
        results.tls() == null ? null : BrokerFiles.RESULTS_DIR + "/ca.crt");
    add("GREENFORK_RESULT_KEY_PREFIX", results.prefix().isEmpty() ? null : results.prefix());
    add("GREENFORK_RESULT_EXPIRES", Durations.format(results.expiry()));
  }

  private static @Nullable String text(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }

  /** Adds a variable where there is something to say. */
  private void add(String name, @Nullable String value) {
    if (value != null) {
      variables.add(new EnvVarBuilder().withName(name).withValue(value).build());
    }
  }
}
