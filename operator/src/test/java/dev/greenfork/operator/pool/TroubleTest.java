package dev.greenfork.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.operator.workers.Pods;
import java.util.List;
import org.junit.jupiter.api.Test;

class TroubleTest {

  @Test
  void a_worker_that_only_starts_is_no_trouble() {
    assertThat(reason("{phase: Pending}")).isEqualTo("none");
    assertThat(reason(worker("state: {waiting: {reason: ContainerCreating}}"))).isEqualTo("none");
    assertThat(reason(worker("state: {running: {startedAt: '2026-11-23T08:00:00Z'}}")))
        .isEqualTo("none");
  }

  @Test
  void an_image_that_is_not_to_be_had_is_said_in_the_kubelets_words() {
    String status =
        worker(
            "state: {waiting: {reason: ErrImagePull, message: 'manifest for feeds:9 not found'}}");

    assertThat(reason(status)).isEqualTo("WorkersWaiting");
    assertThat(sentence(status))
        .isEqualTo("feeds-worker-a cannot start: ErrImagePull: manifest for feeds:9 not found");
  }

  @Test
  void a_worker_that_ends_at_its_start_is_named_with_its_last_word_whether_it_waits_or_runs() {
    String last =
        "lastState: {terminated: {exitCode: 1, finishedAt: '2026-11-23T08:00:00Z', message: 'two jars have package foo'}}";
    String waits = worker("state: {waiting: {reason: CrashLoopBackOff}}, " + last);
    String runs = worker("state: {running: {startedAt: '2026-11-23T08:00:10Z'}}, " + last);

    assertThat(reason(waits)).isEqualTo("WorkersFailing");
    assertThat(sentence(waits))
        .isEqualTo(
            "feeds-worker-a ended with exit status 1: two jars have package foo; it is started again")
        .isEqualTo(sentence(runs));
  }

  @Test
  void a_worker_that_was_ready_and_is_not_any_more_loses_its_children() {
    String status =
        """
        {phase: Running, conditions: [{type: Ready, status: 'False', lastTransitionTime: '2026-11-23T08:05:00Z'}],
         containerStatuses: [{name: worker, ready: false, state: {running: {startedAt: '2026-11-23T08:00:00Z'}}}]}
        """
            .replace("\n", " ");

    assertThat(reason(status)).isEqualTo("ChildrenCrashing");
  }

  @Test
  void ends_are_told_in_words() {
    assertThat(sentence(worker(ended("exitCode: 137, reason: OOMKilled"))))
        .contains("was killed because its container reached resources.limits.memory");
    assertThat(sentence(worker(ended("exitCode: 75, reason: Error"))))
        .contains("ended with exit status 75, to be started anew, because a task went on");
    assertThat(sentence(worker(ended("exitCode: 3, reason: Error")))).contains("heap");
  }

  private static String ended(String what) {
    return "state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {finishedAt: '2026-11-23T08:00:00Z', %s}}"
        .formatted(what);
  }

  private static String worker(String state) {
    return "{phase: Running, containerStatuses: [{name: worker, ready: false, %s}]}"
        .formatted(state);
  }

  private static String reason(String status) {
    return trouble(status).reason();
  }

  private static String sentence(String status) {
    return trouble(status).sentence();
  }

  private static Trouble trouble(String status) {
    return Trouble.of(List.of(Pods.seen("a", status))).orElse(new Trouble("none", ""));
  }
}
