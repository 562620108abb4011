package dev.greenfork.operator.routing;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.Splits;
import dev.greenfork.operator.foreign.ForeignWorker;
import dev.greenfork.operator.routing.RoutingSight.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Keeps the queues of one broker as they are wanted: brings rules there, declares pools, splits
 * what no worker splits and puts back what nobody serves any more. For one thread.
 */
public final class QueueKeeper {

  /** What nothing announces: workers that come and go, a Redis that has lost everything. */
  private static final Duration ANYWAY = Duration.ofSeconds(5);

  private static final Duration RULES_ANYWAY = Duration.ofSeconds(20);

  private final Splits splits;
  private final InstantSource clock;
  private final Declarations declarations;
  private final TaskLists lists;
  private final QueueRouter router;
  private final UnknownTasks unknown;
  private final Set<String> queues = new TreeSet<>();
  private RoutingOrder last = RoutingOrder.NONE;
  private List<ForeignWorker> lastForeign = List.of();
  private Set<String> split = Set.of();
  private Instant looked = Instant.MIN;
  private Instant told = Instant.MIN;

  public QueueKeeper(Broker broker, InstantSource clock) {
    this.splits = broker.splits();
    this.clock = clock;
    this.lists = new TaskLists(splits);
    this.declarations = new Declarations(splits, lists);
    this.router = new QueueRouter(splits);
    this.unknown = new UnknownTasks(broker.queues());
  }

  /**
   * To be called about once a second, and when something was sent to a queue; mostly does nothing.
   *
   * @param foreign workers at the broker that are not Greenfork's
   * @param waiting whether messages are known to wait in a queue that nobody has split yet
   * @return what was seen; empty if nobody looked
   * @throws dev.greenfork.broker.BrokerException if the broker is away; the next call goes on
   */
  public Optional<RoutingSight> look(
      RoutingOrder order, List<ForeignWorker> foreign, Predicate<String> waiting) {
    Instant now = clock.instant();
    List<String> served = order.queues();
    List<ForeignWorker> beside = foreign.stream().filter(each -> each.takesFrom(served)).toList();
    boolean changed = !order.equals(last) || !beside.equals(lastForeign);
    if (changed || isPast(told, RULES_ANYWAY, now)) {
      tell(order, beside, now);
    }
    if (!changed && !isPast(looked, ANYWAY, now) && split.stream().noneMatch(waiting)) {
      return Optional.empty();
    }
    RoutingSight sight = look(served, beside, now);
    last = order;
    lastForeign = beside;
    looked = now;
    return Optional.of(sight);
  }

  private void tell(RoutingOrder order, List<ForeignWorker> foreign, Instant now) {
    if (!splits.rules().rules().equals(order.rules())) {
      splits.setRules(order.rules());
    }
    if (told.equals(Instant.MIN)) {
      queues.addAll(splits.declared()); // those of pools that are gone by now as well
    }
    declarations.declare(order.pools(), foreign, now);
    told = now;
  }

  private RoutingSight look(List<String> served, List<ForeignWorker> foreign, Instant now) {
    queues.addAll(served);
    List<QueueService> services = splits.look(queues);
    Map<String, Set<Server>> servers = new HashMap<>();
    services.forEach(each -> servers.put(each.queue(), servers(each)));
    RuleTexts rules = splits.rules(); // after the look, so that they are never older than it
    RoutingSight sight =
        new RoutingSight(
            rules.rules(),
            rules.learned(),
            servers,
            lists.read(digests(servers)),
            unknown.look(served, now),
            foreign);
    for (QueueService each : services) {
      boolean wanted = served.contains(each.queue());
      if (router.tend(each, sight) && !wanted && each.servers().isEmpty()) {
        splits.forget(each.queue());
        queues.remove(each.queue());
      }
    }
    split =
        services.stream()
            .filter(QueueService::split)
            .map(QueueService::queue)
            .collect(Collectors.toSet());
    return sight;
  }

  private static Set<Server> servers(QueueService service) {
    return service.servers().stream()
        .map(
            each ->
                new Server(
                    each.type(), each.digest(), each.node().replaceFirst("@.*", ""), each.isPool()))
        .collect(Collectors.toSet());
  }

  private static Set<String> digests(Map<String, Set<Server>> servers) {
    return servers.values().stream()
        .flatMap(Set::stream)
        .map(Server::digest)
        .filter(digest -> !digest.isEmpty())
        .collect(Collectors.toSet());
  }

  private static boolean isPast(Instant then, Duration pause, Instant now) {
    return then.equals(Instant.MIN) || !now.isBefore(then.plus(pause));
  }
}
