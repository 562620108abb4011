package dev.greenfork.operator.scaling;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.PodSignal;
import dev.greenfork.decisions.scaling.Scaling;
import dev.greenfork.decisions.scaling.ScalingDecision;
import dev.greenfork.decisions.scaling.ScalingState;
import dev.greenfork.operator.workers.WorkerPod;
import dev.greenfork.operator.workers.WorkerPods;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Decides for pools, and remembers what each decision needs of those before. Thread-safe; one pool
 * is decided for by one thread at a time.
 */
@ApplicationScoped
public class Deciders {

  private final SignalDesk desk;
  private final WorkerPods pods;
  private final Clock clock;
  private final ScalingMetrics metrics;
  private final Map<ResourceID, Memory> memories = new ConcurrentHashMap<>();

  private static final class Memory {
    private final PodStarts starts = new PodStarts();
    private ScalingState state = ScalingState.NEW;
  }

  Deciders(SignalDesk desk, WorkerPods pods, Clock clock, ScalingMetrics metrics) {
    this.desk = desk;
    this.pods = pods;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * A pool that is to be decided for.
   *
   * @param broker the Broker that it names
   * @param own the pool itself
   * @param all pools of that Broker, this one included
   * @param spec how it is to be scaled
   */
  public record Case(BrokerOwner broker, Member own, Collection<Member> all, ScalingSpec spec) {}

  /**
   * Decides. Does nothing else.
   *
   * @param replicas how many workers its Deployment asks for now
   * @param draining names of pods that fetch nothing more
   */
  public ScalingDecision decide(Case pool, int replicas, Set<String> draining) {
    String namespace = pool.broker().namespace();
    ResourceID id = new ResourceID(pool.own().name(), namespace);
    Memory memory = memories.computeIfAbsent(id, any -> new Memory());
    synchronized (memory) {
      Instant now = clock.instant();
      List<WorkerPod> here = pods.of(namespace, pool.own().name());
      memory.starts.look(here, now);
      PodSignal signal = PodSights.of(here, replicas, draining, memory.starts.usual(), now);
      Scaling.Outcome outcome =
          Scaling.decide(
              PoolInputs.of(pool.own(), pool.all(), desk.of(pool.broker()), signal),
              pool.spec(),
              memory.state,
              now);
      memory.state = outcome.state();
      metrics.decided(id, outcome.decision());
      return outcome.decision();
    }
  }

  /** Forgets pools that are gone, or are scaled no more. */
  public void prune(Predicate<ResourceID> exists) {
    memories.keySet().removeIf(exists.negate());
    metrics.prune(exists);
  }
}
