package dev.greenfork.decisions.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A day of one task's life, for each kind of task and several seeds. */
final class SimulationTest {

  private static final Duration DAY = Duration.ofHours(24);
  private static final int RUNS = 50_000;
  private static final int[] SEEDS = {1, 2, 3};

  /** Tasks. */
  enum Task {
    /** A call over the network. */
    FETCH,
    /** A quick one. */
    LOOKUP,
    /** Waits for minutes now and then. */
    EXPORT,
    /** Computes. */
    RENDER,
    /** Computes for a moment. */
    PARSE,
    /** Waits mostly, and computes for long in a run of twenty. */
    MIXED,
    /** The same in one of a thousand. */
    RARELY,
    /** Waits, and from noon on computes. */
    GROWS,
    /** Computes, and from noon on waits. */
    SHRINKS,
    /** Computes for more from hour to hour, up to two thirds of its time. */
    CREEPS,
    /** As near to what it may as can be. */
    BETWEEN;

    private Evidence.Mean run(SplittableRandom random, double passed) {
      return switch (this) {
        case FETCH -> taking(0.3 * logNormal(random, 0.8), 0.004 * logNormal(random, 0.5));
        case LOOKUP -> taking(0.02 * logNormal(random, 0.5), 0.0005 * logNormal(random, 0.5));
        case EXPORT -> taking(30 * logNormal(random, 1), 0.03 * logNormal(random, 0.3));
        case RENDER -> computing(0.2 * logNormal(random, 0.5));
        case PARSE -> computing(0.005 * logNormal(random, 0.5));
        case MIXED -> random.nextInt(20) == 0 ? computing(0.8) : taking(0.3, 0.004);
        case RARELY -> random.nextInt(1000) == 0 ? computing(0.8) : taking(0.3, 0.004);
        case GROWS -> passed < 0.5 ? taking(0.3, 0.004) : computing(0.7);
        case SHRINKS -> passed < 0.5 ? computing(0.7) : taking(0.3, 0.004);
        case CREEPS -> taking(0.3, 0.2 * passed * logNormal(random, 0.1));
        case BETWEEN -> taking(0.1, 0.1 * (0.17 + 0.03 * random.nextDouble()));
      };
    }

    private static Evidence.Mean taking(double wall, double cpu) {
      return new Evidence.Mean(Math.max(wall, cpu), cpu);
    }

    private static Evidence.Mean computing(double cpu) {
      return new Evidence.Mean(cpu * 1.02, cpu);
    }

    private static double logNormal(SplittableRandom random, double sigma) {
      return Math.exp(random.nextGaussian() * sigma);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FETCH", "LOOKUP", "EXPORT"})
  void moves_a_task_that_waits_to_green_within_200_runs_and_leaves_it_there(Task task) {
    for (int seed : SEEDS) {
      Simulation.Result result = new Simulation(seed).run(task::run, RUNS, DAY);

      assertThat(result.moves()).as("seed %d", seed).hasSize(1);
      assertThat(result.moves().getFirst()).as("seed %d", seed).isLessThanOrEqualTo(200);
      assertThat(result.last()).isEqualTo(PoolType.GREEN);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"RENDER", "PARSE"})
  void leaves_a_task_in_prefork_that_computes(Task task) {
    for (int seed : SEEDS) {
      Simulation.Result result = new Simulation(seed).run(task::run, RUNS, DAY);

      assertThat(result.moves()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  void knows_a_task_of_two_minds_after_200_runs() {
    for (int seed : SEEDS) {
      Simulation.Result result = new Simulation(seed).run(Task.MIXED::run, RUNS, DAY);

      assertThat(result.last()).isEqualTo(PoolType.PREFORK);
      assertThat(result.moves()).as("seed %d", seed).allMatch(run -> run <= 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void costs_at_most_a_tenth_more_than_the_best_fixed_place_and_moves_seldom(Task task) {
    for (int seed : SEEDS) {
      Simulation.Result result = new Simulation(seed).run(task::run, RUNS, DAY);

      assertThat(result.regret()).as("seed %d: %s", seed, result).isLessThanOrEqualTo(0.1);
      assertThat(result.moves()).as("seed %d", seed).hasSizeLessThanOrEqualTo(12);
    }
  }

  @Test
  void follows_a_task_that_changes() {
    for (int seed : SEEDS) {
      Simulation.Result grows = new Simulation(seed).run(Task.GROWS::run, RUNS, DAY);
      assertThat(grows.last()).isEqualTo(PoolType.PREFORK);
      assertThat(grows.moves()).as("seed %d", seed).hasSize(2);
      assertThat(grows.moves().getLast() - RUNS / 2).as("seed %d", seed).isBetween(0, 200);

      Simulation.Result shrinks = new Simulation(seed).run(Task.SHRINKS::run, RUNS, DAY);
      assertThat(shrinks.last()).isEqualTo(PoolType.GREEN);
    }
  }

  @Test
  void is_as_good_for_a_task_that_comes_seldom() {
    for (int seed : SEEDS) {
      Simulation.Result result =
          new Simulation(seed).run(Task.FETCH::run, 1_000, Duration.ofDays(2));

      assertThat(result.moves()).as("seed %d", seed).hasSize(1);
      assertThat(result.moves().getFirst()).as("seed %d", seed).isLessThanOrEqualTo(200);
    }
  }
}
