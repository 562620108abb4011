package dev.greenfork.placement;

import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Policy;
import dev.greenfork.decisions.placement.PoolShape;
import dev.greenfork.decisions.routing.KnownTask;
import java.util.Map;

/**
 * What decisions depend on beside the runs.
 *
 * @param tasks by name, with the kind and requirement that hold after all rules; others are passed
 *     over
 * @param shapes of a pod of each type
 * @param dryRun whether tasks stay where they are
 */
public record Circumstances(
    Map<String, KnownTask> tasks, ByType<PoolShape> shapes, Policy policy, boolean dryRun) {

  public Circumstances {
    tasks = Map.copyOf(tasks);
  }
}
