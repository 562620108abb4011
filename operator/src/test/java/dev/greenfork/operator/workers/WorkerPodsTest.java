package dev.greenfork.operator.workers;

import static dev.greenfork.operator.workers.Pods.ended;
import static dev.greenfork.operator.workers.Pods.pod;
import static dev.greenfork.operator.workers.Pods.runs;
import static dev.greenfork.operator.workers.Pods.runsAgain;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WorkerPodsTest {

  private Instant now = Instant.parse("2026-11-23T09:00:00Z");
  private final WorkerPods pods = new WorkerPods(() -> now);

  @Test
  void only_ends_count_as_changes() {
    pods.seen(pod("a", "{phase: Pending}"));
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    assertThat(pods.changes("apps")).isZero();

    pods.seen(pod("a", ended("2026-11-23T09:00:00Z", 1)));
    pods.seen(pod("a", runsAgain("2026-11-23T09:00:01Z", "2026-11-23T09:00:00Z", 1)));
    assertThat(pods.changes("apps")).isEqualTo(1);

    pods.gone(pod("a", runs("2026-11-23T08:00:00Z")));
    assertThat(pods.changes("apps")).isEqualTo(2);
    assertThat(pods.changes("other")).isZero();
  }

  @Test
  void an_end_is_news_once_and_only_to_its_pool() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    pods.seen(pod("a", ended("2026-11-23T09:00:00Z", 75)));

    assertThat(pods.takeNews("apps", "mail")).isEmpty();
    assertThat(pods.takeNews("apps", "feeds")).hasSize(1);
    assertThat(pods.takeNews("apps", "feeds")).isEmpty();
  }

  @Test
  void what_a_standby_heard_long_ago_is_no_news_when_it_takes_over() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    pods.seen(pod("a", ended("2026-11-23T09:00:00Z", 75)));
    now = now.plusSeconds(61);

    assertThat(pods.takeNews("apps", "feeds")).isEmpty();
  }

  @Test
  void how_a_pod_had_ended_before_it_was_first_seen_is_no_news() {
    pods.seen(pod("a", ended("2026-11-23T07:00:00Z", 1)));

    assertThat(pods.takeNews("apps", "feeds")).isEmpty();
  }

  @Test
  void of_pods_that_are_gone_the_last_ten_thousand_are_remembered() {
    for (int i = 0; i < 10_001; i++) {
      pods.gone(pod("uid" + i, "{}"));
    }

    assertThat(pods.of("apps").gone()).hasSize(10_000).doesNotContainKey("uid0");
  }
}
