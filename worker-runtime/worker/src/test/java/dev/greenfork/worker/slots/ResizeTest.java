package dev.greenfork.worker.slots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ResizeTest {

  private final Slots slots = new Slots(3);

  @Test
  void gives_out_more_slots_after_growing() throws Exception {
    take();
    slots.resize(2);

    assertThat(take()).isEqualTo(2);
    assertThat(slots.total()).isEqualTo(5);
  }

  @Test
  void takes_a_slot_in_use_away_when_it_is_given_back() throws Exception {
    take();
    slots.resize(-2);
    slots.release(2);
    assertThat(take()).isZero();
    assertThat(slots.taken()).isEqualTo(1);

    slots.release(1);
    assertThat(take()).isEqualTo(1);
  }

  @Test
  void grows_again_while_slots_are_still_leaving() throws Exception {
    take();
    slots.resize(-2);
    slots.resize(1);
    slots.release(3);

    assertThat(take()).isEqualTo(2);
  }

  @Test
  void keeps_one_slot() {
    assertThatThrownBy(() -> slots.resize(-3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void never_loses_or_invents_a_slot() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int taken = 0;
    for (int i = 0; i < 10_000; i++) {
      switch (random.nextInt(3)) {
        case 0 -> taken += take();
        case 1 -> {
          int back = random.nextInt(taken + 1);
          slots.release(back);
          taken -= back;
        }
        default -> slots.resize(Math.max(1 - slots.total(), random.nextInt(11) - 5));
      }
      assertThat(slots.taken()).as("seed %d, step %d", seed, i).isEqualTo(taken);
    }
    slots.release(taken);
    assertThat(slots.awaitIdle(Duration.ZERO)).as("seed %d", seed).isTrue();
    assertThat(take()).as("seed %d", seed).isEqualTo(slots.total());
  }

  private int take() throws InterruptedException {
    return slots.reserveAll(Duration.ZERO);
  }
}
