package dev.greenfork.operator.workers;

import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** How many tasks a worker of each pool is to run at once, as reconciled. Thread-safe. */
@ApplicationScoped
public class Sizes {

  private final Map<ResourceID, Integer> byPool = new HashMap<>();
  private long changes;

  /** Of this pool, from now on. */
  public synchronized void set(ResourceID pool, int size) {
    Integer before = byPool.put(pool, size);
    if (before == null || before != size) {
      changes++;
    }
  }

  /** Forgets pools that are gone. */
  public synchronized void prune(Predicate<ResourceID> exists) {
    byPool.keySet().removeIf(exists.negate());
  }

  /** Counts up when a pool gets another size. */
  synchronized long changes() {
    return changes;
  }

  /** By name, of the pools of a namespace. */
  synchronized Map<String, Integer> of(String namespace) {
    Map<String, Integer> sizes = new HashMap<>();
    byPool.forEach(
        (pool, size) -> {
          if (pool.getNamespace().filter(namespace::equals).isPresent()) {
            sizes.put(pool.getName(), size);
          }
        });
    return sizes;
  }
}
