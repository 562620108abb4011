package dev.greenfork.worker.limits;

import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.TimeLimits;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The time limits of each task where a message brings none: those set by remote control, else those
 * that its author declared, else the pool's; soft and hard each for itself. Thread safe.
 */
public final class TimeLimitsTable {

  private final TimeLimits pool;
  private volatile Map<String, TimeLimits> byTask;

  public TimeLimitsTable(Collection<TaskDefinition> tasks, TimeLimits pool) {
    this.pool = pool;
    Map<String, TimeLimits> declared = new HashMap<>();
    for (TaskDefinition task : tasks) {
      var own = task.options().limits();
      declared.put(task.name(), new TimeLimits(own.soft(), own.hard()).orElse(pool));
    }
    this.byTask = Map.copyOf(declared);
  }

  /** The limits of this task. */
  public TimeLimits of(String task) {
    return byTask.getOrDefault(task, pool);
  }

  /** Replaces what the author declared; a limit of null is the pool's from now on. */
  public synchronized void set(String task, TimeLimits limits) {
    Map<String, TimeLimits> changed = new HashMap<>(byTask);
    changed.put(task, limits.orElse(pool));
    byTask = Map.copyOf(changed);
  }
}
