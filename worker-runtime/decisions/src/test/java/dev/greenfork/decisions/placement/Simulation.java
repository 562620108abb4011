package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One task whose runs come at a steady rate, in virtual time: workers tell of them every few
 * seconds, and it is decided anew each time.
 *
 * <p>It is compared with the placements that never change and keep the rules: green is one of them
 * for a task of which no run hogs, and which over no 100 runs computes for more of its time than a
 * green task may.
 */
final class Simulation {

  static final ByType<PoolShape> SHAPES =
      new ByType<>(new PoolShape(100, 1, 1), new PoolShape(2, 2, 2));

  private static final Instant BEGIN = Instant.parse("2026-11-23T00:00:00Z");
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /** What a run takes, by how much of the time has passed. */
  interface Load {
    Evidence.Mean run(SplittableRandom random, double passed);
  }

  /**
   * What came of it.
   *
   * @param moves at which run each of them was
   * @param last where it was in the end
   * @param cost of all runs
   * @param fixed what they would have cost in either type; infinite where that breaks the rules
   */
  record Result(List<Integer> moves, PoolType last, double cost, ByType<Double> fixed) {

    /** What it cost more than the better of the fixed placements, as a share. */
    double regret() {
      return cost / Math.min(fixed.green(), fixed.prefork()) - 1;
    }
  }

  private final Placements placements = new Placements(Policy.DEFAULT, SHAPES);
  private final SplittableRandom random;
  private Placed placed = Placed.first(BEGIN);
  private ByType<Evidence> evidence = new ByType<>(Evidence.NONE, Evidence.NONE);

  Simulation(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Lets so many runs come within so much time. */
  Result run(Load load, int runs, Duration time) {
    List<Integer> moves = new ArrayList<>();
    double cost = 0;
    double green = 0;
    double prefork = 0;
    Rules rules = new Rules();
    Instant told = BEGIN;
    Untold untold = new Untold();
    for (int i = 0; i < runs; i++) {
      Instant now = BEGIN.plus(time.multipliedBy(i).dividedBy(runs));
      Evidence.Mean run = load.run(random, (double) i / runs);
      double inGreen = SHAPES.green().cost(run);
      rules.check(run);
      double inPrefork = SHAPES.prefork().cost(run);
      green += inGreen;
      prefork += inPrefork;
      cost += placed.type() == PoolType.GREEN ? inGreen : inPrefork;
      untold.add(run);
      if (Duration.between(told, now).compareTo(HEARTBEAT) >= 0) {
        told = now;
        if (decide(untold.seen(placed.type()), now)) {
          moves.add(i);
        }
        untold = new Untold();
      }
    }
    return new Result(
        moves,
        placed.type(),
        cost,
        new ByType<>(rules.kept ? green : Double.POSITIVE_INFINITY, prefork));
  }

  private boolean decide(Seen seen, Instant now) {
    PoolType type = placed.type();
    evidence = evidence.with(type, evidence.of(type).plus(seen, now));
    Decision decision = placements.decide(placed, evidence, now);
    evidence = Placements.after(decision, evidence);
    placed = decision.placed();
    return decision.moved();
  }

  /** What a task has to keep to be in green. */
  private static final class Rules {

    private boolean kept = true;
    private int runs;
    private double wall;
    private double cpu;

    private void check(Evidence.Mean run) {
      wall += run.wall();
      cpu += run.cpu();
      runs++;
      if (runs == 100) {
        kept &= cpu <= wall * Policy.DEFAULT.share() * Policy.SHARE_MARGIN;
        runs = 0;
        wall = 0;
        cpu = 0;
      }
      kept &= run.cpu() < Runs.HOG.toMillis() / 1e3;
    }
  }

  /** Runs that no heartbeat has told of. */
  private static final class Untold {

    private final Map<Integer, Long> walls = new HashMap<>();
    private final Map<Integer, Long> cpus = new HashMap<>();
    private final Map<Integer, Long> shares = new HashMap<>();
    private long runs;
    private long hogs;
    private long wall;
    private long cpu;

    private void add(Evidence.Mean run) {
      long wallNanos = (long) (run.wall() * 1e9);
      long cpuNanos = (long) (run.cpu() * 1e9);
      runs++;
      hogs += cpuNanos >= Runs.HOG.toNanos() ? 1 : 0;
      wall += wallNanos;
      cpu += cpuNanos;
      walls.merge(TimeClasses.of(wallNanos), 1L, Long::sum);
      cpus.merge(TimeClasses.of(cpuNanos), 1L, Long::sum);
      shares.merge(ShareClasses.of(cpuNanos, wallNanos), 1L, Long::sum);
    }

    private Seen seen(PoolType type) {
      boolean green = type == PoolType.GREEN;
      return new Seen(
          new Seen.Counts(runs, 0, green ? hogs : 0, 0),
          new Seen.Used(wall, runs, cpu, 0),
          new Seen.Spread(
              Histogram.of(walls),
              green ? Histogram.NONE : Histogram.of(cpus),
              green ? Histogram.NONE : Histogram.of(shares)));
    }
  }
}
