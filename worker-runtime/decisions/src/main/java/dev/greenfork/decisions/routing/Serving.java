package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which types of pool serve a queue, and which tasks each of them knows. Immutable. */
public final class Serving {

  private static final Aim NOTHING = new Aim(null, null, null);

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

  /**
   * From task indexes as they stand at the broker.
   *
   * @param tasks by type of pool, as {@link RoutingText#ofTasks} writes them, of each image
   */
  public static Serving of(Map<String, ? extends Collection<String>> tasks) {
    Map<PoolType, List<KnownTask>> known = new EnumMap<>(PoolType.class);
    for (PoolType type : PoolType.values()) {
      Collection<String> texts = tasks.get(type.word());
      if (texts != null) {
        known.put(type, texts.stream().flatMap(text -> RoutingText.tasks(text).stream()).toList());
      }
    }
    return new Serving(known);
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
    return routed(name, rules).place();
  }

  /** Where this task goes, and why. Rules come first, then its author, then what was measured. */
  public Routed routed(String name, RouteRules rules) {
    Optional<RouteRule> rule = rules.of(name);
    Aim aim = rule.map(RouteRule::aim).orElse(NOTHING);
    KnownTask declared = declared(name);
    if (aim.queue() != null) {
      KnownTask task = declared == null ? new KnownTask(name, TaskKind.AUTO, null) : declared;
      return new Routed(task, Place.SENT_ON, new Routed.By.Rule(rule.orElseThrow()));
    }
    if (declared == null) {
      KnownTask unknown = new KnownTask(name, TaskKind.AUTO, null);
      return new Routed(unknown, Place.NOT_REGISTERED, new Routed.By.Nobody());
    }
    TaskKind kind = aim.kind() == null ? declared.kind() : aim.kind();
    PoolType requires = declared.requires() == null ? aim.requires() : declared.requires();
    Routed.By by = by(name, rule, kind, rules);
    return new Routed(new KnownTask(name, kind, requires), place(name, kind, requires, by), by);
  }

  private static Routed.By by(
      String name, Optional<RouteRule> rule, TaskKind kind, RouteRules rules) {
    Optional<PoolType> learned =
        kind == TaskKind.AUTO ? rules.learned(name) : Optional.<PoolType>empty();
    if (learned.isPresent()) {
      return new Routed.By.Measured(learned.get());
    }
    if (rule.isPresent()) {
      return new Routed.By.Rule(rule.get());
    }
    return kind == TaskKind.AUTO ? new Routed.By.Nobody() : new Routed.By.Code();
  }

  private Place place(String name, TaskKind kind, @Nullable PoolType requires, Routed.By by) {
    if (requires != null) {
      return knows(requires, name) ? Place.of(requires) : Place.PARKED;
    }
    PoolType preferred = preferred(kind, by);
    return Place.of(knows(preferred, name) ? preferred : other(preferred));
  }

  /** Until it is measured, a task that does not say what it does is better off alone. */
  static PoolType preferred(TaskKind kind, Routed.By by) {
    if (by instanceof Routed.By.Measured(PoolType type)) {
      return type;
    }
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
