package dev.greenfork.local.plan;

import dev.greenfork.decisions.resources.Durations;
import dev.greenfork.decisions.resources.Limits;
import dev.greenfork.decisions.resources.PoolSize;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flags of {@code greenfork worker} as variables: the same that the operator sets in a pod, so
 * that both start the same worker. Those of the broker are added where its files are written.
 */
final class WorkerVariables {

  private static final String PREFIX = "GREENFORK_";

  private final Map<String, String> variables = new LinkedHashMap<>();

  private WorkerVariables() {}

  /**
   * The variables of one worker.
   *
   * @param worker its name, such as {@code feeds-0}
   */
  static Map<String, String> of(String worker, PoolPlan pool) {
    WorkerVariables made = new WorkerVariables();
    made.variables.putAll(pool.environment());
    made.flags(worker, pool, pool.spec());
    return made.variables;
  }

  private void flags(String worker, PoolPlan pool, WorkerPoolSpec spec) {
    Limits limits = spec.taskLimits();
    add("NAME", pool.name() + "@" + worker);
    add("POOL", spec.type().word());
    add("CONCURRENCY", PoolSize.concurrency(spec));
    add("QUEUES", String.join(",", spec.queueNames()));
    add("DRAIN_TIMEOUT", Durations.format(spec.drain()));
    add("RESULT_EXPIRES", Durations.format(pool.broker().resultExpires()));
    add("SOFT_TIME_LIMIT", limits.softTime());
    add("HARD_TIME_LIMIT", limits.hardTime());
    add("MAX_TASKS_PER_CHILD", limits.tasksPerChild());
    add("MAX_MEMORY_PER_CHILD", limits.memoryPerChild());
    // Prefork children see only what is named.
    add(
        "CHILD_ENV",
        pool.environment().isEmpty() ? null : String.join(",", pool.environment().keySet()));
  }

  private void add(String flag, @Nullable Object value) {
    if (value != null) {
      variables.put(PREFIX + flag, value.toString());
    }
  }
}
