package dev.greenfork.worker.routing;

import dev.greenfork.broker.Placer;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import dev.greenfork.decisions.routing.KnownTask;
import dev.greenfork.decisions.routing.Place;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.RoutingText;
import dev.greenfork.decisions.routing.Serving;
import dev.greenfork.task.Requires;
import dev.greenfork.task.index.TaskDefinition;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Knows where tasks belong by the last state that was heard of each queue. Thread safe. */
public final class Routing implements Placer {

  /** Where everything runs where it was fetched. */
  public static final Routing NONE = new Routing(PoolType.GREEN, List.of());

  private final SubQueue own;
  private final String index;

  /** Tasks that require the other type; nearly always none. */
  private final Set<String> foreign;

  private final Map<String, State> states = new ConcurrentHashMap<>();

  /** Where each task of a queue goes; nothing for one that is not split. */
  private record State(String version, boolean split, Map<String, SubQueue> places) {}

  private Routing(PoolType own, Collection<KnownTask> tasks) {
    this.own = own == PoolType.GREEN ? SubQueue.GREEN : SubQueue.PREFORK;
    this.index = RoutingText.ofTasks(tasks);
    this.foreign = new HashSet<>();
    for (KnownTask task : tasks) {
      if (task.requires() != null && task.requires() != own) {
        foreign.add(task.name());
      }
    }
  }

  /**
   * Of a worker.
   *
   * @param type of its pool, as labels have it
   * @param tasks those of its application
   */
  public static Routing of(String type, Collection<TaskDefinition> tasks) {
    PoolType own = type.equals(PoolType.PREFORK.word()) ? PoolType.PREFORK : PoolType.GREEN;
    return new Routing(own, tasks.stream().map(Routing::known).toList());
  }

  @Override
  public String index() {
    return index;
  }

  @Override
  public Map<String, SubQueue> adopt(ServedQueue queue) {
    Map<String, SubQueue> places = queue.split() ? places(queue) : Map.of();
    states.put(queue.queue(), new State(queue.version(), queue.split(), places));
    return places;
  }

  /** Where a message of this queue and task is to go instead; null if it runs here. */
  public @Nullable SubQueue elsewhere(String queue, String task) {
    State state = states.get(queue);
    if (state == null || !state.split()) {
      return !foreign.isEmpty() && foreign.contains(task) ? SubQueue.PARKED : null;
    }
    SubQueue place = state.places().get(task);
    return place == own ? null : place;
  }

  /** The state by which {@link #elsewhere} decides; empty where none was heard. */
  public String version(String queue) {
    State state = states.get(queue);
    return state == null ? "" : state.version();
  }

  /** How many queues are split, as far as was heard. */
  public long splitQueues() {
    return states.values().stream().filter(State::split).count();
  }

  private static Map<String, SubQueue> places(ServedQueue queue) {
    Map<PoolType, Collection<KnownTask>> known = new EnumMap<>(PoolType.class);
    for (PoolType type : PoolType.values()) {
      known.put(
          type,
          queue.tasks().getOrDefault(type.word(), List.of()).stream()
              .flatMap(text -> RoutingText.tasks(text).stream())
              .toList());
    }
    Serving serving = new Serving(known);
    RouteRules rules = rules(queue);
    Map<String, SubQueue> places = new HashMap<>();
    for (String name : serving.names()) {
      SubQueue place = subQueue(serving.placeOf(name, rules));
      if (place != null) {
        places.put(name, place);
      }
    }
    return Map.copyOf(places);
  }

  private static RouteRules rules(ServedQueue queue) {
    return new RouteRules(
        RoutingText.rules(queue.rules().rules()), RoutingText.learned(queue.rules().learned()));
  }

  private static @Nullable SubQueue subQueue(Place place) {
    return switch (place) {
      case GREEN -> SubQueue.GREEN;
      case PREFORK -> SubQueue.PREFORK;
      case PARKED -> SubQueue.PARKED;
      case SENT_ON, NOT_REGISTERED -> null;
    };
  }

  private static KnownTask known(TaskDefinition task) {
    Requires requires = task.options().requires();
    return new KnownTask(
        task.name(),
        TaskKind.valueOf(task.kind().name()),
        switch (requires) {
          case NOTHING -> null;
          case GREEN -> PoolType.GREEN;
          case PREFORK -> PoolType.PREFORK;
        });
  }
}
