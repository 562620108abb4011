package dev.greenfork.operator.replicas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DrainAnswer;
import dev.greenfork.broker.DrainOrder;
import dev.greenfork.decisions.resources.DrainingWorker;
import dev.greenfork.operator.replicas.Candidate.Mark;
import dev.greenfork.operator.replicas.Candidate.Readiness;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShrinkTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  @Test
  void who_has_the_least_to_do_is_told_to_drain_and_nobody_goes_yet() {
    Shrink shrink = shrink(3, 1, busy("a", 5), busy("b", 0), busy("c", 2));

    assertThat(shrink.orders()).isEqualTo(Map.of("p@b", "new", "p@c", "new"));
    assertThat(shrink.replicas()).isEqualTo(3);
    assertThat(shrink.costs()).isEmpty();
    assertThat(shrink.draining())
        .containsExactly(new DrainingWorker("b", null), new DrainingWorker("c", null));
  }

  @Test
  void an_idle_victim_is_marked_first_and_goes_once_the_mark_is_seen() {
    Shrink marks = shrink(2, 1, busy("a", 5), drained("b", 0, 0));
    assertThat(marks.costs()).isEqualTo(Map.of("b", Shrink.CHEAPEST));
    assertThat(marks.replicas()).isEqualTo(2);

    Shrink goes = shrink(2, 1, busy("a", 5), drained("b", 0, Shrink.CHEAPEST));
    assertThat(goes.costs()).isEmpty();
    assertThat(goes.replicas()).isEqualTo(1);
    assertThat(goes.leaving()).containsExactly("b");
  }

  @Test
  void a_victim_that_still_works_stays_for_as_long_as_it_takes() {
    Shrink shrink = shrink(3, 1, busy("a", 5), drained("b", 0, -1000), drained("c", 1, 0));

    assertThat(shrink.replicas()).isEqualTo(2);
    assertThat(shrink.draining())
        .containsExactly(new DrainingWorker("b", 0), new DrainingWorker("c", 1));
  }

  @Test
  void when_load_returns_all_are_called_back_and_their_marks_removed() {
    Shrink shrink = shrink(2, 2, drained("a", 1, 0), drained("b", 0, -1000));

    assertThat(shrink.cancels()).containsExactly("p@a", "p@b");
    assertThat(shrink.costs()).isEqualTo(Map.of("b", 0));
    assertThat(shrink.replicas()).isEqualTo(2);
    assertThat(shrink.draining()).isEmpty();
  }

  @Test
  void when_some_load_returns_the_busiest_is_called_back() {
    Shrink shrink = shrink(3, 2, busy("a", 9), drained("b", 4, 0), drained("c", 1, 0));

    assertThat(shrink.cancels()).containsExactly("p@b");
    assertThat(shrink.orders()).isEmpty();
  }

  @Test
  void nobody_goes_while_one_with_work_is_not_ready_as_it_would_be_chosen_first() {
    Candidate unready = new Candidate("a", "p@a", Readiness.UNREADY, new Mark(0, "t"), 3, null);

    assertThat(shrink(2, 1, unready, drained("b", 0, -1000)).replicas()).isEqualTo(2);
  }

  @Test
  void nobody_goes_while_a_rollout_replaces_the_pods_as_costs_are_not_compared_then() {
    Candidate older = new Candidate("a", "p@a", Readiness.READY, new Mark(0, "old"), 3, null);

    assertThat(shrink(2, 1, older, drained("b", 0, -1000)).replicas()).isEqualTo(2);
  }

  @Test
  void nobody_goes_while_one_that_works_again_bears_the_mark() {
    Candidate marked = new Candidate("a", "p@a", Readiness.READY, new Mark(-1000, "t"), 3, null);

    Shrink shrink = shrink(2, 1, marked, drained("b", 0, -1000));

    assertThat(shrink.replicas()).isEqualTo(2);
    assertThat(shrink.costs()).isEqualTo(Map.of("a", 0));
  }

  @Test
  void nobody_goes_while_more_pods_are_seen_than_were_asked_for() {
    assertThat(
            shrink(1, 0, busy("a", 0), drained("b", 0, -1000), drained("c", 0, -1000)).replicas())
        .isEqualTo(1);
  }

  @Test
  void the_last_one_goes_as_soon_as_it_is_idle() {
    assertThat(shrink(1, 0, drained("a", 0, 0)).replicas()).isZero();
    assertThat(shrink(1, 0, drained("a", 2, 0)).replicas()).isEqualTo(1);
  }

  @Test
  void pods_that_have_not_started_and_pods_that_are_not_there_go_first() {
    Candidate starting = new Candidate("b", "p@b", Readiness.STARTING, new Mark(0, "t"), 0, null);

    Shrink shrink = shrink(3, 1, busy("a", 1), starting);

    assertThat(shrink.replicas()).isEqualTo(1);
    assertThat(shrink.orders()).as("should it become ready meanwhile").containsOnlyKeys("p@b");
  }

  @Test
  void an_answer_counts_only_while_its_order_stands_for_a_while() {
    Candidate late = drained("a", 0, -1000, Duration.ofSeconds(5));

    Shrink shrink = shrink(2, 1, late, busy("b", 9));

    assertThat(shrink.replicas()).isEqualTo(2);
    assertThat(shrink.orders()).as("prolonged").isEqualTo(Map.of("p@a", "id"));
  }

  @Test
  void an_order_that_has_ended_is_given_anew() {
    Shrink shrink = shrink(1, 0, drained("a", 0, -1000, Duration.ZERO));

    assertThat(shrink.orders()).isEqualTo(Map.of("p@a", "new"));
    assertThat(shrink.replicas()).isEqualTo(1);
  }

  @Test
  void orders_for_pods_that_are_gone_are_taken_back() {
    Shrink shrink =
        Shrink.of(
            new Shrink.Sight(1, 1, List.of(busy("a", 1)), java.util.Set.of("p@gone")), () -> "new");

    assertThat(shrink.cancels()).containsExactly("p@gone");
  }

  private static Shrink shrink(int replicas, int desired, Candidate... pods) {
    return Shrink.of(
        new Shrink.Sight(
            replicas,
            desired,
            List.of(pods),
            Arrays.stream(pods)
                .filter(pod -> pod.order() != null)
                .map(Candidate::node)
                .collect(Collectors.toSet())),
        () -> "new");
  }

  private static Candidate busy(String pod, long held) {
    return candidate(pod, held, 0, null);
  }

  private static Candidate drained(String pod, int held, int cost) {
    return drained(pod, held, cost, LONG);
  }

  private static Candidate drained(String pod, int held, int cost, Duration left) {
    DrainAnswer answer = new DrainAnswer("id", held, Duration.ZERO);
    return candidate(pod, held, cost, new DrainOrder("id", left, answer));
  }

  private static Candidate candidate(String pod, long held, int cost, @Nullable DrainOrder order) {
    return new Candidate(pod, "p@" + pod, Readiness.READY, new Mark(cost, "t"), held, order);
  }
}
