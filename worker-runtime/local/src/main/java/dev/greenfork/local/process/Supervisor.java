package dev.greenfork.local.process;

import dev.greenfork.local.plan.WorkerPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keeps the workers of a plan running until they are told to stop. For one thread. */
public final class Supervisor {

  /** What a worker may take beyond its drain time, as the grace period of a pod. */
  private static final Duration GRACE = Duration.ofSeconds(30);

  private final List<Replica> replicas;
  private final InstantSource clock;

  public Supervisor(List<WorkerPlan> plans, Replica.Starter starter, InstantSource clock) {
    this.replicas = plans.stream().map(plan -> new Replica(plan, starter)).toList();
    this.clock = clock;
  }

  /** The workers, in the order of the plan. */
  public List<Replica> replicas() {
    return replicas;
  }

  /** Starts what is to run and does not, and notices what has ended. */
  public void tick() {
    Instant now = clock.instant();
    replicas.forEach(replica -> replica.tick(now));
  }

  /** A worker answered that it is ready. */
  public void ready(Replica replica) {
    replica.ready(clock.instant());
  }

  /** Asks all to drain; a second time, to hand back what runs and end. */
  public void stop() {
    Instant now = clock.instant();
    replicas.forEach(replica -> replica.stop(now));
  }

  /** Whether all have ended. */
  public boolean ended() {
    return replicas.stream().allMatch(replica -> replica.state() == Replica.State.ENDED);
  }

  /** How long those that are told to stop may take. */
  public Duration drainTime() {
    return replicas.stream()
        .map(replica -> replica.plan().pool().spec().drain())
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(GRACE);
  }

  /** Ends all at once. Their deliveries stay on record at the broker for the next worker. */
  public void kill() {
    replicas.forEach(Replica::kill);
  }
}
