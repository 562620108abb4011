package dev.greenfork.operator.replicas;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.DrainOrder;
import dev.greenfork.broker.KnownWorker;
import dev.greenfork.operator.replicas.Candidate.Mark;
import dev.greenfork.operator.replicas.Candidate.Readiness;
import dev.greenfork.operator.workers.WorkerPod;
import dev.greenfork.operator.workers.WorkerPods;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes workers away that are too many, by {@link Shrink}: tells them to drain, marks them, and
 * lowers the number once they have nothing left. Thread-safe, and for one thread per broker.
 */
@ApplicationScoped
public class Retreat {

  private static final Logger LOG = LoggerFactory.getLogger(Retreat.class);

  private final Autoscaler autoscaler;
  private final WorkerPods pods;
  private final PodMarker marker;
  private final WrongVictims wrong;
  private final RandomGenerator random = new SecureRandom();

  Retreat(Autoscaler autoscaler, WorkerPods pods, PodMarker marker, WrongVictims wrong) {
    this.autoscaler = autoscaler;
    this.pods = pods;
    this.marker = marker;
    this.wrong = wrong;
  }

  /** The workers of the pools of one Broker. For one thread. */
  public interface FromBroker {

    /** These queues, and those of pools that were made a moment ago. */
    Set<String> queues(Collection<String> known);

    /**
     * To be called about once a second; mostly does nothing.
     *
     * @throws dev.greenfork.broker.BrokerException if the broker is away; the next call tries again
     */
    void look(Broker broker);
  }

  /** Those of this Broker. */
  public FromBroker from(BrokerOwner owner) {
    return new FromBroker() {
      @Override
      public Set<String> queues(Collection<String> known) {
        Set<String> all = new HashSet<>(known);
        autoscaler.scaled(owner).forEach(each -> all.addAll(each.pool().member().queues()));
        return all;
      }

      @Override
      public void look(Broker broker) {
        Retreat.this.look(owner, broker);
      }
    };
  }

  private void look(BrokerOwner owner, Broker broker) {
    List<Scaled> all = autoscaler.scaled(owner);
    all.forEach(each -> wrong.look(each, pods.of(owner.namespace(), each.pool().id().getName())));
    List<Scaled> some = all.stream().filter(Scaled::concernsDrains).toList();
    if (some.isEmpty()) {
      return;
    }
    Map<String, DrainOrder> orders = broker.drains().all();
    Map<String, Long> held =
        some.stream().anyMatch(each -> each.goal() < each.replicas())
            ? broker.workers().all().stream()
                .collect(
                    Collectors.toMap(KnownWorker::nodename, KnownWorker::deliveries, Long::sum))
            : Map.of();
    some.forEach(each -> look(each, broker, orders, held));
  }

  private void look(
      Scaled scaled, Broker broker, Map<String, DrainOrder> orders, Map<String, Long> held) {
    String namespace = scaled.pool().namespace();
    String pool = scaled.pool().id().getName();
    int replicas = scaled.replicas();
    List<Candidate> candidates =
        pods.of(namespace, pool).stream()
            .filter(pod -> !pod.leaving() && pod.over() == null)
            .map(pod -> candidate(pod, orders, held))
            .toList();
    Set<String> ordered =
        orders.keySet().stream()
            .filter(node -> node.startsWith(pool + "@"))
            .collect(Collectors.toSet());
    Shrink shrink =
        Shrink.of(new Shrink.Sight(replicas, scaled.goal(), candidates, ordered), this::id);
    if (!shrink.orders().isEmpty()) {
      broker.drains().order(shrink.orders(), Shrink.LIFE);
    }
    if (!shrink.cancels().isEmpty()) {
      broker.drains().cancel(shrink.cancels());
    }
    shrink.costs().forEach((pod, cost) -> marker.cost(namespace, pod, cost));
    if (scaled.shrunk(shrink, replicas)) {
      LOG.debug("{} of {} workers of {} stay", shrink.replicas(), replicas, scaled.pool().id());
      autoscaler.changed(scaled.pool().id());
    }
  }

  private String id() {
    return HexFormat.of().toHexDigits(random.nextInt());
  }

  private static Candidate candidate(
      WorkerPod pod, Map<String, DrainOrder> orders, Map<String, Long> held) {
    String node = pod.name().pool() + "@" + pod.name().pod();
    var container = pod.container();
    Readiness readiness =
        container.ready()
            ? Readiness.READY
            : container.wasReady() || held.getOrDefault(node, 0L) > 0
                ? Readiness.UNREADY
                : Readiness.STARTING;
    return new Candidate(
        pod.name().pod(),
        node,
        readiness,
        new Mark(pod.marks().cost(), pod.marks().template()),
        held.getOrDefault(node, 0L),
        orders.get(node));
  }
}
