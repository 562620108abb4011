package dev.greenfork.operator.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.Clamp;
import dev.greenfork.decisions.scaling.ScalingDecision;
import dev.greenfork.decisions.scaling.ScalingTerms;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.WorkerPool;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ScaledTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String STATED = "tasks: [{name: fetch, kind: io}]";

  @Test
  void it_grows_with_the_decision_and_at_once() {
    Scaled scaled = scaled(2, bounds(""), STATED);

    assertThat(scaled.decided(decision(2, 7))).isTrue();

    assertThat(scaled.replicas()).isEqualTo(7);
    assertThat(scaled.decided(decision(7, 7))).as("nothing new to do or say").isFalse();
  }

  @Test
  void a_smaller_decision_alone_takes_no_worker_away() {
    Scaled scaled = scaled(5, bounds(""), STATED);

    assertThat(scaled.decided(decision(5, 1))).isTrue();

    assertThat(scaled.replicas()).isEqualTo(5);
    assertThat(scaled.goal()).isEqualTo(1);
    assertThat(scaled.concernsDrains()).isTrue();
  }

  @Test
  void a_shrink_that_was_made_for_another_size_is_void() {
    Scaled scaled = scaled(5, bounds(""), STATED);
    scaled.decided(decision(5, 1));
    Shrink shrink = new Shrink(Map.of(), List.of(), Map.of(), 4, List.of(), Set.of());
    scaled.decided(decision(5, 8));

    scaled.shrunk(shrink, 5);

    assertThat(scaled.replicas()).isEqualTo(8);
  }

  @Test
  void a_pool_at_zero_whose_tasks_nobody_told_has_one_worker_until_somebody_does() {
    Scaled scaled = scaled(0, bounds(""));
    scaled.decided(decision(0, 0));

    assertThat(scaled.standing().replicas()).isEqualTo(1);
    assertThat(scaled.goal()).isEqualTo(1);
    assertThat(scaled.standing().reason())
        .isEqualTo("one worker starts to tell which tasks its image has");

    respecify(scaled, TestPools.pool(bounds(""), STATED));
    assertThat(scaled.goal()).isZero();
    assertThat(scaled.standing().reason()).isEqualTo("as decided");
  }

  @Test
  void a_paused_pool_is_left_at_zero_whoever_knows_its_tasks() {
    assertThat(scaled(0, bounds(", paused: true")).standing().replicas()).isZero();
    assertThat(scaled(0, bounds(", dryRun: true")).standing().replicas()).isZero();
  }

  @Test
  void a_dry_run_says_what_it_would_do_and_does_nothing() {
    Scaled scaled = scaled(1, bounds(", dryRun: true"), STATED);

    scaled.decided(decision(1, 6));

    assertThat(scaled.replicas()).isEqualTo(1);
    assertThat(Objects.requireNonNull(scaled.standing().decision()).desired()).isEqualTo(6);
    assertThat(Objects.requireNonNull(scaled.standing().active()).reason()).isEqualTo("DryRun");
  }

  private static String bounds(String more) {
    return "autoscaling: {minReplicas: 0, maxReplicas: 10%s}".formatted(more);
  }

  private static Scaled scaled(int replicas, String... lines) {
    WorkerPool pool = TestPools.pool(lines);
    ScaledPool now = ScaledPool.of(pool);
    Scaled scaled = new Scaled(now, spec(now), replicas);
    respecify(scaled, pool);
    return scaled;
  }

  private static void respecify(Scaled scaled, WorkerPool pool) {
    ScaledPool now = ScaledPool.of(pool);
    scaled.respecified(now, spec(now));
  }

  private static ScalingSpec spec(ScaledPool pool) {
    return Objects.requireNonNull(pool.spec());
  }

  private static ScalingDecision decision(int current, int desired) {
    return new ScalingDecision(
        NOW,
        current,
        desired,
        new ScalingDecision.Verdict.Active(),
        Clamp.NONE,
        ScalingTerms.NONE,
        "as decided",
        null);
  }
}
