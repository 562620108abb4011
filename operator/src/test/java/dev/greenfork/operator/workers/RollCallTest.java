package dev.greenfork.operator.workers;

import static dev.greenfork.operator.workers.Pods.ended;
import static dev.greenfork.operator.workers.Pods.pod;
import static dev.greenfork.operator.workers.Pods.runs;
import static dev.greenfork.operator.workers.Pods.runsAgain;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RollCallTest {

  private static final Instant EIGHT = Instant.parse("2026-11-23T08:00:00Z");

  private final WorkerPods pods = new WorkerPods(InstantSource.system());
  private final Map<Origin, Instant> givenUp = new HashMap<>();

  @Test
  void a_worker_whose_pod_was_seen_and_is_gone_is_dead_whatever_its_lease_says() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    assertThat(deaths(worker("a", EIGHT))).isEmpty();

    pods.gone(pod("a", runs("2026-11-23T08:00:00Z")));

    assertThat(deaths(worker("a", EIGHT))).containsExactly("its pod is gone");
  }

  @Test
  void of_a_pod_that_was_never_seen_nothing_is_known() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));

    assertThat(deaths(worker("not-seen-yet-or-of-another-cluster", EIGHT))).isEmpty();
  }

  @Test
  void a_bare_process_and_one_that_says_nothing_of_itself_are_left_alone() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    pods.gone(pod("a", "{}"));

    assertThat(deaths(worker(new Origin("boot/pid:[1]", 7, EIGHT)))).isEmpty();
    assertThat(deaths(worker(Origin.UNKNOWN))).isEmpty();
  }

  @Test
  void a_pod_of_another_namespace_does_not_count() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    pods.gone(pod("a", runs("2026-11-23T08:00:00Z")));

    assertThat(RollCall.deaths(List.of(worker("a", EIGHT)), pods.of("other"), givenUp)).isEmpty();
  }

  @Test
  void who_started_before_the_container_was_started_again_is_dead_and_its_successor_lives() {
    pods.seen(pod("a", runsAgain("2026-11-23T09:00:01Z", "2026-11-23T09:00:00Z", 137)));

    assertThat(deaths(worker("a", EIGHT)))
        .containsExactly("its process was killed (exit status 137)");
    assertThat(deaths(worker("a", Instant.parse("2026-11-23T09:00:01.500Z")))).isEmpty();
  }

  @Test
  void a_process_that_seems_to_have_started_a_second_before_its_container_lives() {
    pods.seen(pod("a", runsAgain("2026-11-23T09:00:01Z", "2026-11-23T09:00:00Z", 1)));

    assertThat(deaths(worker("a", Instant.parse("2026-11-23T09:00:00.010Z")))).isEmpty();
  }

  @Test
  void a_container_that_ended_and_is_not_started_yet_has_no_worker() {
    pods.seen(pod("a", ended("2026-11-23T09:00:00Z", 1)));

    assertThat(deaths(worker("a", EIGHT))).containsExactly("its process ended with exit status 1");
  }

  @Test
  void a_sight_of_a_crashed_container_that_lags_says_nothing_of_its_successor() {
    pods.seen(pod("a", ended("2026-11-23T09:00:00Z", 1)));

    assertThat(deaths(worker("a", Instant.parse("2026-11-23T09:00:10Z")))).isEmpty();
  }

  @Test
  void a_clock_that_was_set_back_between_container_and_process_kills_nobody() {
    pods.seen(pod("a", runs("2026-11-23T09:00:00Z")));

    assertThat(deaths(worker("a", EIGHT))).isEmpty();
  }

  @Test
  void an_evicted_pod_runs_nothing_more_although_it_is_there() {
    pods.seen(pod("a", "{phase: Failed, reason: Evicted}"));

    assertThat(deaths(worker("a", EIGHT))).containsExactly("its pod has ended: Evicted");
  }

  @Test
  void a_pod_that_drains_lives() {
    var draining = pod("a", runs("2026-11-23T08:00:00Z"));
    draining.getMetadata().setDeletionTimestamp("2026-11-23T08:30:00Z");
    pods.seen(draining);

    assertThat(deaths(worker("a", EIGHT))).isEmpty();
  }

  @Test
  void who_registers_again_after_it_was_given_up_lives_until_something_newer_is_seen() {
    pods.seen(pod("a", runsAgain("2026-11-23T09:00:01Z", "2026-11-23T09:00:00Z", 137)));
    KnownWorker worker = worker("a", EIGHT);
    RollCall.deaths(List.of(worker), pods.of("apps"), givenUp)
        .forEach(death -> givenUp.put(death.worker().origin(), death.evidence()));

    assertThat(deaths(worker)).isEmpty();
    pods.seen(pod("a", runsAgain("2026-11-23T10:00:01Z", "2026-11-23T10:00:00Z", 137)));
    assertThat(deaths(worker)).hasSize(1);
  }

  @Test
  void workers_of_a_pool_with_another_size_are_told_unless_they_leave() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    var draining = pod("b", runs("2026-11-23T08:00:00Z"));
    draining.getMetadata().setDeletionTimestamp("2026-11-23T08:30:00Z");
    pods.seen(draining);
    List<KnownWorker> workers = List.of(worker("a", EIGHT), worker("b", EIGHT), worker("c", EIGHT));

    assertThat(RollCall.resizes(workers, pods.of("apps"), Map.of("feeds", 20)))
        .isEqualTo(Map.of(20, List.of("feeds@a")));
    assertThat(RollCall.resizes(workers, pods.of("apps"), Map.of("feeds", 10))).isEmpty();
    assertThat(RollCall.resizes(workers, pods.of("apps"), Map.of())).isEmpty();
  }

  private List<String> deaths(KnownWorker worker) {
    return RollCall.deaths(List.of(worker), pods.of("apps"), givenUp).stream()
        .map(RollCall.Death::how)
        .toList();
  }

  private static KnownWorker worker(String pod, Instant started) {
    return new KnownWorker(
        "feeds@" + pod + ";1", new Origin("pod:" + pod, 1, started), 10, Duration.ofSeconds(9), 3);
  }

  private static KnownWorker worker(Origin origin) {
    return new KnownWorker("feeds@a;1", origin, 10, Duration.ofSeconds(9), 3);
  }
}
