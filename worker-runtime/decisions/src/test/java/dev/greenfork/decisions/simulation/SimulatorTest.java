package dev.greenfork.decisions.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.Capacity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {

  private static final double OBJECTIVE = 5;

  @ParameterizedTest
  @CsvSource({"L1,0.5", "L1,3", "L2,0.5", "L2,3", "L2,20", "L3,0.5", "L3,3", "L6,3"})
  void starts_95_of_100_tasks_within_the_objective(Loads load, double podStart) {
    for (long seed = 1; seed <= 5; seed++) {
      SimCourse course = run(load, pool(1, 1000, podStart), seed);
      print(course, 1, podStart, seed);
      assertThat(course.waited(0.95)).as("%s, seed %d", load, seed).isLessThanOrEqualTo(OBJECTIVE);
      assertThat(course.figures().left()).isLessThan(50);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 3, 20})
  void follows_a_day_within_the_objective_and_does_not_run_away(double podStart) {
    SimCourse course = run(Loads.L4, pool(1, 100, podStart), 1);
    print(course, 1, podStart, 1);
    assertThat(course.waited(0.95)).isLessThanOrEqualTo(OBJECTIVE);
    assertThat(course.figures().podSeconds()).isLessThan(1.7 * course.leastPodSeconds(1));
  }

  @Test
  void lets_nothing_wait_on_a_steady_drip() {
    for (long seed = 1; seed <= 5; seed++) {
      SimCourse course = run(Loads.L7, pool(1, 100, 3), seed);
      print(course, 1, 3, seed);
      assertThat(course.waited(0.95)).as("seed %d", seed).isLessThanOrEqualTo(OBJECTIVE);
    }
  }

  @Test
  void starts_a_first_message_as_soon_as_a_pod_can_be_there() {
    SimCourse course = run(Loads.L0, pool(1, 100, 3), 1);
    print(course, 1, 3, 1);
    assertThat(course.waits()).hasSize(30);
    assertThat(course.waited(1)).isLessThan(3 * 1.2 + 0.5);
    assertThat(course.figures().started()).isEqualTo(30);
  }

  @Test
  void loses_no_replica_while_the_broker_is_away_for_a_minute() {
    SimCourse course = run(Loads.L8, pool(1, 100, 3), 1);
    print(course, 1, 3, 1);
    List<Integer> pods =
        course.points().stream()
            .filter(point -> point.at() > 598 && point.at() < 690)
            .map(SimCourse.Point::pods)
            .toList();
    assertThat(pods).isSortedAccordingTo(Integer::compare);
    assertThat(pods.getFirst()).isGreaterThan(15);
  }

  @Test
  void starts_at_most_twice_for_a_task_in_five_minutes() {
    SimCourse course = run(Loads.countdown(300), pool(100, 100, 3), 1);
    assertThat(course.figures().started()).isLessThanOrEqualTo(2);
    assertThat(course.waited(1)).isLessThan(1);
  }

  @Test
  void shrinks_while_long_tasks_run_without_interrupting_one() {
    SimCourse course = run(Loads.L5, pool(1, 100, 3), 1);
    print(course, 1, 3, 1);
    assertThat(course.figures().podSeconds()).isLessThan(1.5 * course.leastPodSeconds(1));
    assertThat(course.figures().left()).isZero();
  }

  @Test
  void goes_through_a_deploy() {
    SimCourse course = run(Loads.L9, pool(1, 100, 3), 1);
    print(course, 1, 3, 1);
    assertThat(course.waited(0.95)).isLessThanOrEqualTo(OBJECTIVE);
  }

  @Test
  void is_the_same_for_the_same_seed() {
    SimCourse one = run(Loads.L2, pool(4, 100, 3), 7);
    SimCourse other = run(Loads.L2, pool(4, 100, 3), 7);
    assertThat(one.points()).isEqualTo(other.points());
    assertThat(one.figures()).isEqualTo(other.figures());
  }

  private static SimCourse run(Loads load, SimPool pool, long seed) {
    return run(load.draw(seed), pool, seed);
  }

  private static SimCourse run(SimLoad load, SimPool pool, long seed) {
    return Simulator.run(load, pool, seed);
  }

  private static SimPool pool(int slots, int most, double podStart) {
    return new SimPool(
        new Capacity(PoolType.PREFORK, slots), ScalingSpec.between(0, most), podStart, 0.2);
  }

  private static void print(SimCourse course, int slots, double podStart, long seed) {
    System.out.printf(
        "sim: %s start %.1f s seed %d: wait p50 %.2f p95 %.2f p99 %.2f s, pod-seconds %.0f (%.2f x work), most %d, turns %.2f/h%n",
        course.load().name(),
        podStart,
        seed,
        course.waited(0.5),
        course.waited(0.95),
        course.waited(0.99),
        course.figures().podSeconds(),
        course.figures().podSeconds() / course.leastPodSeconds(slots),
        course.figures().most(),
        course.turnsPerHour());
  }
}
