package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which types of pool serve a queue, and which tasks each of them knows. Immutable. */
public final class Serving {

  private final Map<PoolType, Map<String, KnownTask>> known;

  /**
   * @param known the tasks of each type that serves the queue, of all its images together
   */
  public Serving(Map<PoolType, ? extends Collection<KnownTask>> known) {
    this.known = new EnumMap<>(PoolType.class);
    known.forEach(
        (type, tasks) -> {
          Map<String, KnownTask> byName = new HashMap<>();
          tasks.forEach(task -> byName.putIfAbsent(task.name(), task));
          this.known.put(type, byName);
        });
  }

  /** Whether both types do, so that the queue is split. */
  public boolean isSplit() {
    return known.size() == PoolType.values().length;
  }

  /** The names of all tasks, sorted. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>();
    known.values().forEach(tasks -> names.addAll(tasks.keySet()));
    return names;
  }

  /** Where this task's messages wait. */
  public Place placeOf(String name, RouteRules rules) {
    KnownTask task = declared(name);
    if (task == null) {
      return Place.NOT_REGISTERED;
    }
    if (task.requires() != null) {
      return knows(task.requires(), name) ? Place.of(task.requires()) : Place.PARKED;
    }
    PoolType preferred = preferred(rules.of(name).map(RouteRule::kind).orElse(task.kind()));
    return Place.of(knows(preferred, name) ? preferred : other(preferred));
  }

  /** Until it is measured, a task that does not say what it does is better off alone. */
  private static PoolType preferred(TaskKind kind) {
    return kind == TaskKind.IO ? PoolType.GREEN : PoolType.PREFORK;
  }

  private static PoolType other(PoolType type) {
    return type == PoolType.GREEN ? PoolType.PREFORK : PoolType.GREEN;
  }

  private boolean knows(PoolType type, String name) {
    return known.getOrDefault(type, Map.of()).containsKey(name);
  }

  /** Of two images that declare it differently, the green pool's counts. */
  private @Nullable KnownTask declared(String name) {
    for (Map<String, KnownTask> tasks : known.values()) {
      KnownTask task = tasks.get(name);
      if (task != null) {
        return task;
      }
    }
    return null;
  }
}
