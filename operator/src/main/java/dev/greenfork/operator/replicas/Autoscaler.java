package dev.greenfork.operator.replicas;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.scaling.Deciders;
import dev.greenfork.operator.scaling.Member;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The pools and how large they are to be. Reconcilers say which there are and ask for the number;
 * {@link Pulse} has decisions made; {@link Retreat} takes workers away. What is known here is lost
 * at a restart, and then found again: the number in the Deployment, the orders to drain at the
 * broker, costs on the pods. Thread-safe.
 */
@ApplicationScoped
public class Autoscaler {

  private final Deciders deciders;
  private final Map<ResourceID, ScaledPool> all = new ConcurrentHashMap<>();
  private final Map<ResourceID, Scaled> byPool = new ConcurrentHashMap<>();
  private volatile Consumer<ResourceID> listener = pool -> {};

  Autoscaler(Deciders deciders) {
    this.deciders = deciders;
  }

  /** Who reconciles a pool when something was decided about it. */
  public void onDecision(Consumer<ResourceID> who) {
    listener = who;
  }

  /**
   * How the size of a pool stands.
   *
   * @param live its Deployment; null where there is none yet
   */
  public Standing standing(WorkerPool pool, @Nullable Deployment live) {
    ScaledPool now = ScaledPool.of(pool);
    all.put(now.id(), now);
    var spec = now.spec();
    if (spec == null) {
      byPool.remove(now.id());
      return Standing.fixed(pool);
    }
    Scaled scaled =
        byPool.computeIfAbsent(
            now.id(),
            any -> new Scaled(now, spec, live == null ? spec.min() : live.getSpec().getReplicas()));
    scaled.respecified(now, spec);
    return scaled.standing();
  }

  /** Forgets pools that are gone. */
  public void prune(Predicate<ResourceID> exists) {
    if (all.keySet().removeIf(exists.negate())) {
      byPool.keySet().removeIf(exists.negate());
      deciders.prune(byPool::containsKey);
    }
  }

  /** Decides about the pools of a Broker that serve one of these queues. */
  void decide(BrokerOwner broker, Collection<String> queues) {
    for (Scaled each : scaled(broker)) {
      if (each.pool().member().queues().stream().anyMatch(queues::contains)) {
        decide(each);
      }
    }
  }

  /** Decides about those of whom nothing was heard for a while, or whose time has come. */
  void decideDue(Instant now, Duration most) {
    for (Scaled each : byPool.values()) {
      if (each.isDue(now, most)) {
        decide(each);
      }
    }
  }

  /** The autoscaled pools of a Broker. */
  List<Scaled> scaled(BrokerOwner broker) {
    return byPool.values().stream().filter(each -> each.pool().broker().equals(broker)).toList();
  }

  /** Has a pool reconciled. */
  void changed(ResourceID pool) {
    listener.accept(pool);
  }

  private void decide(Scaled scaled) {
    ScaledPool pool = scaled.pool();
    List<Member> members =
        all.values().stream()
            .filter(each -> each.broker().equals(pool.broker()))
            .map(ScaledPool::member)
            .toList();
    Deciders.Case what = new Deciders.Case(pool.broker(), pool.member(), members, scaled.spec());
    if (scaled.decided(deciders.decide(what, scaled.replicas(), scaled.draining()))) {
      changed(pool.id());
    }
  }
}
