package dev.greenfork.decisions.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.PodSignal.Trouble;
import dev.greenfork.decisions.scaling.QueueSignal.Delayed;
import dev.greenfork.decisions.scaling.QueueSignal.Rivals;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalingTest {

  private final Scene scene = new Scene(ScalingSpec.between(0, 1000));

  @Test
  void starts_all_that_a_burst_needs_in_one_step() {
    scene.waiting = 300;

    ScalingDecision decision = scene.decide();

    // Tasks of 1 s, to be started within 5 s of which pods take 3: each slot starts two or three.
    assertThat(decision.desired()).isBetween(100, 150);
    assertThat(decision.clamp()).isEqualTo(Clamp.NONE);
    assertThat(decision.sentence())
        .startsWith("0 -> " + decision.desired() + " workers: 300 messages wait");
  }

  @Test
  void one_message_needs_one_worker_even_where_nobody_knows_its_task() {
    scene.services = Map.of();
    scene.slots = 100;
    scene.waiting = 1;

    assertThat(scene.decide().desired()).isEqualTo(1);
    assertThat(scene.decide().sentence()).contains("nobody knows yet how long one takes");
  }

  @Test
  void counts_a_slot_for_each_message_of_unknown_service_time() {
    scene.services = Map.of();
    scene.slots = 10;
    scene.waiting = 95;
    scene.inFlight = 11;

    assertThat(scene.decide().desired()).isEqualTo(11);
  }

  @Test
  void sizes_by_the_work_of_the_tasks_that_wait_not_by_their_number() {
    scene.services = Map.of("short", new ServiceTime(0.01, 900), "long", new ServiceTime(2, 100));
    scene.waiting = 100;
    scene.mix = Map.of("short", 1.0);
    int few = scene.decide().terms().want();
    scene.mix = Map.of("long", 1.0);

    assertThat(few).isEqualTo(1);
    assertThat(scene.decide().terms().want()).isGreaterThan(50);
  }

  @Test
  void keeps_as_many_as_steady_arrivals_need_though_nothing_ever_waits() {
    scene.running(25);
    scene.inFlight = 20;

    ScalingDecision decision = scene.pass(Duration.ofMinutes(10), 20);

    assertThat(decision.desired()).isBetween(22, 25);
    assertThat(decision.terms().load().arrivals()).isBetween(19.0, 21.0);
  }

  @Test
  void shrinks_to_zero_after_the_stabilization_time_and_not_before() {
    scene.running(4);

    assertThat(scene.pass(Duration.ofSeconds(110), 0).desired()).isEqualTo(4);
    assertThat(scene.pass(Duration.ofSeconds(15), 0).desired()).isZero();
  }

  @Test
  void never_shrinks_below_what_runs() {
    scene.running(9);
    scene.inFlight = 3;

    ScalingDecision decision = scene.pass(Duration.ofMinutes(5), 0);

    assertThat(decision.desired()).isEqualTo(3);
    assertThat(decision.terms().floor()).isEqualTo(3);
  }

  @Test
  void holds_while_nothing_is_heard_and_says_so() {
    scene.running(7).silent = true;

    ScalingDecision decision = scene.decide();

    assertThat(decision.desired()).isEqualTo(7);
    assertThat(decision.verdict().reason()).isEqualTo("SignalsMissing");
    assertThat(decision.sentence())
        .contains("Redis at redis:6379 does not answer", "the pool is left at 7 workers");
  }

  @Test
  void holds_on_stale_signals_and_does_not_shrink_at_once_when_they_are_back() {
    scene.running(7);
    scene.pass(Duration.ofSeconds(60), 0);
    scene.now = scene.now.plusSeconds(300);

    ScalingDecision stale = scene.decideOnOld();
    ScalingDecision back = scene.decide();

    assertThat(stale.verdict().reason()).isEqualTo("SignalsStale");
    assertThat(stale.desired()).isEqualTo(7);
    assertThat(back.isActive()).isTrue();
    assertThat(back.desired()).isEqualTo(7);
  }

  @Test
  void a_clock_that_is_set_back_or_forward_takes_no_worker() {
    scene.running(5);
    scene.pass(Duration.ofSeconds(30), 0);
    scene.now = scene.now.minusSeconds(3600);
    assertThat(scene.decide().verdict().reason()).isEqualTo("ClockJumped");
    assertThat(scene.decide().desired()).isEqualTo(5);

    scene.now = scene.now.plusSeconds(7200);
    assertThat(scene.decide().desired()).isEqualTo(5);
    assertThat(scene.decide().isActive()).isTrue();
  }

  @Test
  void stops_growing_while_pods_crash_and_may_still_shrink() {
    scene.running(3).waiting = 100;
    scene.trouble = new Trouble(Trouble.Kind.CRASH_LOOP, 1, "w-1 exited with 1 four times");

    ScalingDecision decision = scene.decide();

    assertThat(decision.desired()).isEqualTo(3);
    assertThat(decision.clamp()).isEqualTo(Clamp.TROUBLE);
    assertThat(decision.sentence())
        .endsWith("more pods would not help: w-1 exited with 1 four times");
    scene.waiting = 0;
    assertThat(scene.pass(Duration.ofMinutes(4), 0).desired()).isZero();
  }

  @Test
  void stays_within_minimum_and_maximum() {
    scene.spec = ScalingSpec.between(2, 10);
    assertThat(scene.decide().desired()).isEqualTo(2);
    scene.waiting = 1_000;
    assertThat(scene.decide().desired()).isEqualTo(10);
    assertThat(scene.decide().sentence()).endsWith("maxReplicas is 10");
  }

  @Test
  void heeds_paused_and_frozen() {
    scene.running(3).waiting = 100;
    scene.spec = with(true, false, false);
    assertThat(scene.decide().desired()).isEqualTo(3);
    assertThat(scene.decide().verdict().reason()).isEqualTo("Paused");

    scene.spec = with(false, false, true);
    assertThat(scene.decide().desired()).isEqualTo(3);
    assertThat(scene.decide().clamp()).isEqualTo(Clamp.FROZEN_OUT);

    scene.waiting = 0;
    scene.spec = with(false, true, false);
    assertThat(scene.pass(Duration.ofMinutes(5), 0).desired()).isEqualTo(3);
  }

  @Test
  void wakes_one_pod_start_before_a_delayed_message_is_due() {
    scene.delayed = new Delayed(1, Duration.ofMinutes(5), 0);

    ScalingDecision asleep = scene.decide();
    assertThat(asleep.desired()).isZero();
    assertThat(asleep.wakeAt()).isEqualTo(scene.now.plusSeconds(296));

    scene.now = scene.now.plusSeconds(296);
    scene.delayed = new Delayed(1, Duration.ofSeconds(4), 1);
    assertThat(scene.decide().desired()).isEqualTo(1);
  }

  @Test
  void two_equal_pools_together_start_what_one_alone_would() {
    for (int messages : new int[] {1, 7, 40, 333, 1500}) {
      scene.waiting = messages;
      scene.rivals = Rivals.NONE;
      int alone = scene.decide().desired();
      scene.state = ScalingState.NEW;
      scene.rivals = new Rivals(1000, 0);
      int half = scene.decide().desired();
      scene.state = ScalingState.NEW;

      assertThat(2 * half).as("%d messages", messages).isBetween(alone - 1, alone + 1);
    }
  }

  @Test
  void leaves_to_stock_workers_what_they_take() {
    scene.waiting = 300;
    int alone = scene.decide().desired();
    scene.state = ScalingState.NEW;
    scene.rivals = new Rivals(0, 60);

    assertThat(scene.decide().desired()).isEqualTo(alone - 60);
  }

  @Test
  void counts_messages_per_worker_where_that_is_the_objective() {
    scene.spec = new ScalingSpec(0, 1000, null, 50, null, null, null, null, null, null);
    scene.type = PoolType.GREEN;
    scene.slots = 100;
    scene.waiting = 501;

    assertThat(scene.decide().desired()).isEqualTo(11);
    assertThat(scene.decide().sentence()).contains("for the queue's depth");
  }

  private static ScalingSpec with(boolean paused, boolean frozenIn, boolean frozenOut) {
    return new ScalingSpec(0, 100, null, null, null, null, paused, frozenIn, frozenOut, null);
  }
}
