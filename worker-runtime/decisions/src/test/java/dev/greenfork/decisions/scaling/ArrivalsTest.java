package dev.greenfork.decisions.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greenfork.decisions.resources.ScalingWindows;
import dev.greenfork.decisions.scaling.ScalingState.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final ScalingWindows WINDOWS = new ScalingWindows(null, null);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private List<Sample> samples = List.of();
  private int second;

  @Test
  void a_burst_is_no_rate() {
    seconds(120, 0, 0);
    seconds(1, 0, 1000);
    seconds(20, 0, 0);
    assertThat(rate()).isZero();
  }

  @Test
  void a_step_is_seen_within_seconds() {
    seconds(120, 1, 0);
    seconds(6, 100, 0);
    assertThat(rate()).isBetween(60.0, 110.0);
    seconds(60, 100, 0);
    assertThat(rate()).isCloseTo(100, within(2.0));
  }

  @Test
  void what_heartbeats_tell_in_lumps_is_no_sudden_rate() {
    for (int i = 0; i < 60; i++) {
      seconds(1, 0, 10);
      seconds(1, 20, -10);
    }
    assertThat(rate()).isCloseTo(10, within(1.5));
  }

  @Test
  void the_oldest_has_waited_since_as_many_had_arrived_as_have_gone_now() {
    seconds(10, 0, 0);
    seconds(10, 5, 5);
    Arrivals arrivals = new Arrivals(samples, WINDOWS);
    // 100 have arrived and 50 gone: the 50th arrived five seconds ago.
    assertThat(arrivals.oldestWaits()).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
  }

  @Test
  void service_time_follows_from_slots_in_use() {
    samples = List.of();
    for (int i = 0; i <= 60; i++) {
      samples = Tracks.with(samples, new Sample(START.plusSeconds(i), 5, 4.0 * i, 12), WINDOWS);
    }
    assertThat(new Arrivals(samples, WINDOWS).occupied(5)).isCloseTo(3, within(0.1));
  }

  @Test
  void little_is_kept_however_often_one_looks() {
    for (int i = 0; i < 20_000; i++) {
      samples = Tracks.with(samples, new Sample(START.plusMillis(20L * i), 0, i, 0), WINDOWS);
    }
    assertThat(samples).hasSizeLessThan(120);
    assertThat(rate()).isCloseTo(50, within(1.0));
  }

  private double rate() {
    return new Arrivals(samples, WINDOWS).rate();
  }

  /**
   * Lets so many seconds pass, in each of which so many depart and the backlog grows by so much.
   */
  private void seconds(int count, double departing, double growing) {
    for (int i = 0; i < count; i++) {
      Sample last = samples.isEmpty() ? new Sample(START, 0, 0, 0) : samples.getLast();
      Sample next =
          new Sample(
              START.plusSeconds(second++), last.ready() + growing, last.departed() + departing, 0);
      samples = Tracks.with(samples, next, WINDOWS);
    }
  }
}
