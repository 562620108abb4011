package dev.greenfork.operator.foreign;

import java.util.Collection;
import java.util.Set;

/**
 * A worker that is not Greenfork's, as it answered last.
 *
 * @param node its name
 * @param queues those that it takes from
 * @param tasks those that it knows
 */
public record ForeignWorker(String node, Set<String> queues, Set<String> tasks) {

  public ForeignWorker {
    queues = Set.copyOf(queues);
    tasks = Set.copyOf(tasks);
  }

  /** Whether it takes from one of these queues. */
  public boolean takesFrom(Collection<String> some) {
    return some.stream().anyMatch(queues::contains);
  }
}
