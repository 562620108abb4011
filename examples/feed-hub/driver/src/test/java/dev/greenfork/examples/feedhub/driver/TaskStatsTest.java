package dev.greenfork.examples.feedhub.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greenfork.examples.feedhub.tasks.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaskStatsTest {
  @Test
  void nothing_comes_to_nothing() {
    var stats = TaskStats.of(List.of());

    assertThat(stats.count()).isEqualTo(new Count(0, 0, 0));
    assertThat(stats.rate()).isEqualTo(new Rate(0, 0, 0));
    assertThat(stats.waited()).isEqualTo(new Quantiles(0, 0));
  }

  @Test
  void the_rate_to_95_of_100_leaves_the_tail_out() {
    var samples = new ArrayList<Sample>();
    IntStream.rangeClosed(1, 95).forEach(i -> samples.add(done(100, 100 + i / 95.0)));
    IntStream.rangeClosed(1, 5).forEach(i -> samples.add(done(100, 110)));

    var rate = TaskStats.of(samples).rate();

    assertThat(rate.seconds()).isEqualTo(10, within(1e-9));
    assertThat(rate.perSecond()).isEqualTo(10, within(1e-9));
    assertThat(rate.perSecondTo95()).isEqualTo(95, within(1e-6));
  }

  @Test
  void waits_and_runs_are_those_of_the_tasks_that_returned() {
    var returned = new Sample(10, 12, new Outcome.Done(new Run(10.5, 1.25), 7, null));
    var failed = new Sample(10, 14, new Outcome.Failed("FeedMissing"));
    var missing = new Sample(10, 10, new Outcome.Missing());

    var stats = TaskStats.of(List.of(returned, failed, missing));

    assertThat(stats.count()).isEqualTo(new Count(2, 1, 7));
    assertThat(stats.waited()).isEqualTo(new Quantiles(0.5, 0.5));
    assertThat(stats.ran()).isEqualTo(new Quantiles(1.25, 1.25));
    assertThat(stats.failures()).containsOnlyKeys("FeedMissing");
    assertThat(stats.rate().seconds()).isEqualTo(4);
  }

  @Test
  void a_worker_whose_clock_is_behind_shows_no_negative_wait() {
    var stats =
        TaskStats.of(List.of(new Sample(10, 12, new Outcome.Done(new Run(9.9, 1), 1, null))));

    assertThat(stats.waited().p95()).isZero();
  }

  @Test
  void quantiles_are_values_that_occurred() {
    var seconds = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

    assertThat(Quantiles.of(seconds)).isEqualTo(new Quantiles(50, 95));
    assertThat(Quantiles.of(List.of(3.0))).isEqualTo(new Quantiles(3, 3));
  }

  private static Sample done(double sent, double ended) {
    return new Sample(sent, ended, new Outcome.Done(new Run(sent, ended - sent), 1, null));
  }
}
