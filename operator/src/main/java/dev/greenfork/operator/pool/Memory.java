package dev.greenfork.operator.pool;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What was last applied for each pool, so that a steady state costs no request. Lost at a restart:
 * then each pool is applied once more, which changes nothing where nothing has changed.
 * Thread-safe.
 */
final class Memory {

  private static final int SLACK = 128;

  private final Map<ResourceID, Entry> entries = new ConcurrentHashMap<>();

  private record Entry(String fingerprint, String uid, long generation) {}

  void applied(ResourceID pool, String fingerprint, Deployment result) {
    entries.put(
        pool,
        new Entry(
            fingerprint, result.getMetadata().getUid(), result.getMetadata().getGeneration()));
  }

  /** Whether this was applied and nobody has changed the Deployment's spec since. */
  boolean holds(ResourceID pool, String fingerprint, Deployment live) {
    Entry entry = entries.get(pool);
    return entry != null
        && entry.fingerprint().equals(fingerprint)
        && entry.uid().equals(live.getMetadata().getUid())
        && entry.generation() >= live.getMetadata().getGeneration();
  }

  /** Forgets pools that are gone, once there are enough of them to matter. */
  void prune(long existing, Predicate<ResourceID> exists) {
    if (entries.size() > existing + SLACK) {
      entries.keySet().removeIf(exists.negate());
    }
  }
}
