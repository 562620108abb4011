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
  private final Serving alone;
  private final String index;

  /** Tasks that require the other type; nearly always none. */
  private final Set<String> foreign;

  private final Map<String, State> states = new ConcurrentHashMap<>();

  /**
   * Where each task of a queue goes; of one that is not split, those alone that do not run here.
   *
   * @param sendOn rules, if one of them sends tasks to another queue
   */
  private record State(
      String version, boolean split, Map<String, SubQueue> places, @Nullable RouteRules sendOn) {}

  private Routing(PoolType own, Collection<KnownTask> tasks) {
    this.own = own == PoolType.GREEN ? SubQueue.GREEN : SubQueue.PREFORK;
    this.alone = new Serving(Map.of(own, tasks));
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
    RouteRules rules =
        new RouteRules(
            RoutingText.rules(queue.rules().rules()), RoutingText.learned(queue.rules().learned()));
    Map<String, SubQueue> places =
        queue.split() ? places(Serving.of(queue.tasks()), rules) : parked(rules);
    states.put(
        queue.queue(),
        new State(queue.version(), queue.split(), places, rules.sendOn() ? rules : null));
    return queue.split() ? places : Map.of();
  }

  /** Where a message of this queue and task is to go instead; null if it runs here. */
  public @Nullable SubQueue elsewhere(String queue, String task) {
    State state = states.get(queue);
    if (state == null) {
      return !foreign.isEmpty() && foreign.contains(task) ? SubQueue.PARKED : null;
    }
    SubQueue place = state.places().get(task);
    return place == own ? null : place;
  }

  /** The queue of others to which rules send this task; null if they do not. */
  public @Nullable String otherQueue(String queue, String task) {
    State state = states.get(queue);
    RouteRules rules = state == null ? null : state.sendOn();
    String other = rules == null ? null : rules.queueOf(task).orElse(null);
    return queue.equals(other) ? null : other;
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

  /** Of a queue that only this type serves: what requires the other, by code or rule. */
  private Map<String, SubQueue> parked(RouteRules rules) {
    Map<String, SubQueue> parked = places(alone, rules);
    parked.values().removeIf(place -> place != SubQueue.PARKED);
    return parked;
  }

  private static Map<String, SubQueue> places(Serving serving, RouteRules rules) {
    Map<String, SubQueue> places = new HashMap<>();
    for (String name : serving.names()) {
      SubQueue place = subQueue(serving.placeOf(name, rules));
      if (place != null) {
        places.put(name, place);
      }
    }
    return places;
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
