package dev.greenfork.operator.routing;

import dev.greenfork.broker.Splits;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.RoutingText;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The lists of tasks at a broker, each read once, and kept there for pools without workers. For one
 * thread.
 */
final class TaskLists {

  /** They are kept for 7 days from the last time that somebody said them. */
  private static final Duration SAY_AGAIN = Duration.ofHours(6);

  private final Splits splits;
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, List<KnownTask>> tasks = new HashMap<>();
  private final Map<String, Instant> said = new HashMap<>();

  TaskLists(Splits splits) {
    this.splits = splits;
  }

  /** The lists of these names that are known, and nothing of others any more. */
  Map<String, List<KnownTask>> read(Set<String> digests) {
    fetch(digests);
    texts.keySet().retainAll(digests);
    tasks.keySet().retainAll(digests);
    return tasks;
  }

  /** Keeps a stated list at the broker, and names it; empty for an empty one. */
  String say(String text, Instant now) {
    String digest = splits.publish(text);
    said.put(digest, now);
    return digest;
  }

  /** Keeps a list at the broker that is there; false if it is not. */
  boolean keep(String digest, Instant now) {
    fetch(List.of(digest));
    String text = texts.get(digest);
    if (text == null) {
      return false;
    }
    Instant before = said.get(digest);
    if (before == null || !now.isBefore(before.plus(SAY_AGAIN))) {
      var _ = say(text, now);
    }
    return true;
  }

  private void fetch(Collection<String> digests) {
    Set<String> lacking = new HashSet<>(digests);
    lacking.removeAll(texts.keySet());
    if (!lacking.isEmpty()) {
      splits
          .tasks(lacking)
          .forEach(
              (digest, text) -> {
                texts.put(digest, text);
                tasks.put(digest, RoutingText.tasks(text));
              });
    }
  }
}
