package dev.greenfork.worker.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class SlotsTest {

  private static final Duration NOT_AT_ALL = Duration.ZERO;
  private static final Duration LONG = Duration.ofSeconds(10);

  @Test
  void reserves_all_that_are_free() throws Exception {
    Slots slots = new Slots(3);

    assertThat(slots.reserveAll(NOT_AT_ALL)).isEqualTo(3);
    assertThat(slots.reserveAll(NOT_AT_ALL)).isZero();
    slots.release(2);
    assertThat(slots.reserveAll(NOT_AT_ALL)).isEqualTo(2);
    assertThat(slots.taken()).isEqualTo(3);
  }

  @Test
  void waits_for_the_first_slot_that_becomes_free() throws Exception {
    Slots slots = new Slots(1);
    slots.reserveAll(NOT_AT_ALL);

    CompletableFuture<Void> released = CompletableFuture.runAsync(() -> slots.release(1));

    assertThat(slots.reserveAll(LONG)).isEqualTo(1);
    released.join();
  }

  @Test
  void refuses_to_take_back_more_than_it_gave() {
    Slots slots = new Slots(1);

    assertThatThrownBy(() -> slots.release(1)).hasMessageContaining("only 0 of 1 were taken");
  }

  @Test
  void knows_when_nothing_is_taken() throws Exception {
    Slots slots = new Slots(2);
    assertThat(slots.awaitIdle(NOT_AT_ALL)).isTrue();

    slots.reserveAll(NOT_AT_ALL);
    assertThat(slots.awaitIdle(Duration.ofMillis(1))).isFalse();
  }
}
