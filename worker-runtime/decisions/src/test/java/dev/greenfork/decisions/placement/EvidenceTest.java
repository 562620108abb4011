package dev.greenfork.decisions.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvidenceTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Seen WAITING = Runs.prefork(millis(300), millis(3));
  private static final Seen COMPUTING = Runs.prefork(millis(300), millis(290));

  @Test
  void tells_durations_to_within_a_fifth() {
    for (long nanos = 100_000; nanos < Duration.ofMinutes(55).toNanos(); nanos = nanos * 11 / 10) {
      double told = TimeClasses.longest(TimeClasses.of(nanos)).toNanos();
      assertThat(told / nanos).isBetween(0.999, 1.42);
    }
    assertThat(TimeClasses.of(0)).isZero();
    assertThat(TimeClasses.of(Long.MAX_VALUE)).isEqualTo(TimeClasses.COUNT - 1);
    assertThat(TimeClasses.longest(TimeClasses.COUNT)).isGreaterThan(Duration.ofMinutes(50));
  }

  @Test
  void tells_shares_in_steps_of_a_twentieth() {
    assertThat(ShareClasses.largest(ShareClasses.of(49, 1000))).isEqualTo(0.05);
    assertThat(ShareClasses.largest(ShareClasses.of(50, 1000))).isEqualTo(0.1);
    assertThat(ShareClasses.largest(ShareClasses.of(1001, 1000))).isEqualTo(1);
    assertThat(ShareClasses.of(-1, 0)).isZero();
  }

  @Test
  void finds_quantiles_of_what_was_counted() {
    Histogram some = Histogram.of(Map.of(1, 90L, 5, 9L, 7, 1L, 9, 0L));

    assertThat(some.quantile(0.5)).isEqualTo(1);
    assertThat(some.quantile(0.95)).isEqualTo(5);
    assertThat(some.quantile(1)).isEqualTo(some.highest()).isEqualTo(7);
    assertThat(some.plus(some).total()).isEqualTo(200);
    assertThat(Histogram.NONE.quantile(0.5)).isEqualTo(-1);
  }

  @Test
  void sums_up_the_runs_it_has_seen() {
    Evidence evidence =
        Evidence.NONE.plus(Runs.times(60, WAITING), NOW).plus(Runs.times(40, COMPUTING), NOW);

    assertThat(evidence.meanShare()).isCloseTo(0.39, within(0.01));
    assertThat(evidence.highShare()).isEqualTo(1);
    assertThat(evidence.longestCpu()).isBetween(millis(290), millis(410));
    assertThat(evidence.wall(0.5)).isBetween(millis(300), millis(425));
    assertThat(evidence.mean().wall()).isCloseTo(0.3, within(0.001));
  }

  @Test
  void forgets_runs_after_two_hundred_newer_ones_but_the_longest_for_an_hour() {
    Evidence evidence = Evidence.NONE.plus(Runs.times(1000, COMPUTING), NOW);
    for (int i = 0; i < 200; i++) {
      evidence = evidence.plus(WAITING, NOW);
    }
    assertThat(evidence.highShare()).isEqualTo(0.05);
    assertThat(evidence.longestCpu()).isGreaterThan(millis(250));

    assertThat(evidence.plus(WAITING, after(65)).longestCpu()).isGreaterThan(millis(250));
    assertThat(evidence.plus(WAITING, after(65)).plus(WAITING, after(126)).longestCpu())
        .isLessThan(millis(10));
  }

  @Test
  void takes_no_account_of_runs_of_last_week() {
    Evidence evidence = Evidence.NONE.plus(Runs.times(100, COMPUTING), NOW);

    Evidence later = evidence.plus(WAITING, NOW.plus(Duration.ofDays(8)));

    assertThat(later.recent().counts().runs()).isEqualTo(1);
    assertThat(later.longestCpu()).isLessThan(millis(10));
  }

  @Test
  void begins_anew_without_forgetting_the_longest() {
    Evidence evidence = Evidence.NONE.plus(Runs.times(100, COMPUTING), NOW).afresh();

    assertThat(evidence.recent().counts().runs()).isZero();
    assertThat(evidence.longestCpu()).isGreaterThan(millis(250));
    assertThat(evidence.meanShare()).isZero();
    assertThat(evidence.wall(0.5)).isZero();
  }

  private static Instant after(int minutes) {
    return NOW.plus(Duration.ofMinutes(minutes));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
