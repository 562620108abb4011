package dev.greenfork.decisions.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class PlacementsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final ByType<PoolShape> SHAPES =
      new ByType<>(new PoolShape(1000, 1, 1), new PoolShape(2, 2, 2));
  private static final Seen WAITING = Runs.prefork(millis(300), millis(3));
  private static final ByType<Evidence> NOTHING = new ByType<>(Evidence.NONE, Evidence.NONE);

  private final Placements placements = new Placements(Policy.DEFAULT, SHAPES);

  @Test
  void starts_in_prefork_and_says_how_many_runs_are_missing() {
    Decision decision = placements.decide(Placed.first(NOW), prefork(Runs.times(19, WAITING)), NOW);

    assertThat(decision.moved()).isFalse();
    assertThat(decision.placed().type()).isEqualTo(PoolType.PREFORK);
    assertThat(decision.why().sentence()).isEqualTo("19 of 100 runs measured");
  }

  @Test
  void wants_more_runs_of_a_task_that_is_near_to_what_it_may() {
    Seen near = Runs.prefork(millis(300), millis(44));

    assertThat(placements.decide(Placed.first(NOW), prefork(Runs.times(99, near)), NOW).moved())
        .isFalse();
    assertThat(placements.decide(Placed.first(NOW), prefork(Runs.times(100, near)), NOW).moved())
        .isTrue();
  }

  @Test
  void promotes_a_task_that_waits() {
    Decision decision = placements.decide(Placed.first(NOW), prefork(Runs.times(20, WAITING)), NOW);

    assertThat(decision.moved()).isTrue();
    assertThat(decision.placed().type()).isEqualTo(PoolType.GREEN);
    assertThat(decision.why().sentence())
        .isEqualTo(
            "waits: computes for 5 % of its time and at most 3ms; a run costs 0.0034 core seconds"
                + " in green and 0.34 in prefork");
  }

  @Test
  void keeps_a_task_of_which_some_runs_compute() {
    Seen runs = Runs.times(94, WAITING).plus(Runs.times(6, Runs.prefork(millis(50), millis(40))));

    assertThat(placements.decide(Placed.first(NOW), prefork(runs), NOW).why())
        .isInstanceOf(Reason.Computes.class);
  }

  @Test
  void keeps_a_task_of_which_one_run_computed_for_long() {
    Seen runs = Runs.times(150, WAITING).plus(Runs.prefork(Duration.ofSeconds(9), millis(400)));

    assertThat(placements.decide(Placed.first(NOW), prefork(runs), NOW).why())
        .isInstanceOf(Reason.TooLong.class);
  }

  @Test
  void keeps_a_task_that_would_cost_as_much_elsewhere() {
    ByType<PoolShape> dearGreen = new ByType<>(new PoolShape(2, 2, 2), new PoolShape(2, 2, 2));
    Placements alike = new Placements(Policy.DEFAULT, dearGreen);

    assertThat(alike.decide(Placed.first(NOW), prefork(Runs.times(100, WAITING)), NOW).why())
        .isInstanceOf(Reason.NotCheaper.class);
  }

  @Test
  void exiles_a_task_at_its_first_hog_and_for_longer_each_time() {
    ByType<Evidence> hog = green(Runs.green(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    Placed moved = new Placed(PoolType.GREEN, NOW, 0, NOW.plus(Duration.ofHours(1)));

    Decision first = placements.decide(moved, hog, NOW.plusSeconds(1));
    assertThat(first.placed().type()).isEqualTo(PoolType.PREFORK);
    assertThat(first.placed().restsUntil()).isEqualTo(NOW.plusSeconds(1).plus(Duration.ofHours(2)));
    assertThat(first.why().sentence())
        .isEqualTo("1 of 1 runs in green held a carrier and computed");

    Placed again = new Placed(PoolType.GREEN, NOW, 3, NOW);
    assertThat(placements.decide(again, hog, NOW).placed().restsUntil())
        .isEqualTo(NOW.plus(Duration.ofHours(16)));
    Placed often = new Placed(PoolType.GREEN, NOW, 40, NOW);
    assertThat(placements.decide(often, hog, NOW).placed().restsUntil())
        .isEqualTo(NOW.plus(Duration.ofHours(32)));
  }

  @Test
  void lets_an_exiled_task_rest_before_it_is_promoted_again() {
    Placed exiled = new Placed(PoolType.PREFORK, NOW, 1, NOW.plus(Duration.ofHours(2)));
    ByType<Evidence> waiting = prefork(Runs.times(200, WAITING));

    Decision early = placements.decide(exiled, waiting, NOW.plus(Duration.ofMinutes(119)));
    assertThat(early.moved()).isFalse();
    assertThat(early.why().sentence())
        .endsWith("; stays until 2026-11-23T14:00:00Z after its last move");
    Decision late = placements.decide(exiled, waiting, NOW.plus(Duration.ofMinutes(121)));
    assertThat(late.moved()).isTrue();
    assertThat(late.placed().exiles()).isEqualTo(1);
    Decision muchLater = placements.decide(exiled, waiting, NOW.plus(Duration.ofDays(30)));
    assertThat(muchLater.placed().exiles()).isZero();
  }

  @Test
  void sends_back_what_computes_in_green_but_only_far_above_what_it_may() {
    Placed settled = new Placed(PoolType.GREEN, NOW, 0, NOW);

    assertThat(
            placements
                .decide(settled, green(Runs.times(100, Runs.green(millis(100), millis(39)))), NOW)
                .moved())
        .isFalse();
    Decision back =
        placements.decide(
            settled, green(Runs.times(100, Runs.green(millis(100), millis(60)))), NOW);
    assertThat(back.moved()).isTrue();
    assertThat(back.why()).isInstanceOf(Reason.Computes.class);
  }

  @Test
  void sends_back_what_is_often_pinned() {
    Placed settled = new Placed(PoolType.GREEN, NOW, 0, NOW);
    Seen pinned =
        new Seen(new Seen.Counts(100, 0, 0, 3), Seen.NOTHING.used(), Seen.NOTHING.spread());

    assertThat(placements.decide(settled, green(pinned), NOW).why())
        .isEqualTo(new Reason.Pinned(3, 100));
  }

  @Test
  void begins_anew_where_a_task_is_moved_to() {
    ByType<Evidence> evidence = prefork(Runs.times(100, WAITING));
    Placed moved = new Placed(PoolType.PREFORK, NOW, 1, NOW);

    ByType<Evidence> after =
        Placements.after(new Decision(moved, new Reason.Hogged(1, 1), true), evidence);

    assertThat(after.prefork().recent().counts().runs()).isZero();
  }

  @Test
  void advises_about_declared_tasks_only_what_the_runs_show() {
    Advice advice = new Advice(placements);
    ByType<Evidence> waiting = prefork(Runs.times(100, WAITING));
    ByType<Evidence> hogging = green(Runs.green(Duration.ofSeconds(1), Duration.ofSeconds(1)));

    assertThat(advice.about(PoolType.PREFORK, waiting)).containsInstanceOf(Reason.Waits.class);
    assertThat(advice.about(PoolType.GREEN, hogging)).containsInstanceOf(Reason.Hogged.class);
    assertThat(advice.about(PoolType.PREFORK, NOTHING)).isEmpty();
    assertThat(
            advice.about(PoolType.GREEN, green(Runs.times(100, Runs.green(millis(50), millis(1))))))
        .isEmpty();
  }

  @Test
  void counts_what_a_run_takes_of_a_pod_by_what_binds() {
    PoolShape pod = new PoolShape(10, 2, 8);

    assertThat(pod.cost(new Evidence.Mean(1, 0.01))).isCloseTo(0.3, within(1e-9));
    assertThat(pod.cost(new Evidence.Mean(1, 1))).isCloseTo(1.5, within(1e-9));
    assertThatThrownBy(() -> new PoolShape(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ByType<Evidence> prefork(Seen runs) {
    return new ByType<>(Evidence.NONE, Evidence.NONE.plus(runs, NOW));
  }

  private static ByType<Evidence> green(Seen runs) {
    return new ByType<>(Evidence.NONE.plus(runs, NOW), Evidence.NONE);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
