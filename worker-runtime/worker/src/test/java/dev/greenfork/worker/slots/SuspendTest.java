package dev.greenfork.worker.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Slots that are out of use for a while. */
final class SuspendTest {

  private final Slots slots = new Slots(3);

  @Test
  void gives_out_no_slot_that_is_suspended() throws Exception {
    slots.suspend();
    slots.suspend();

    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
    assertThat(slots.taken()).isEqualTo(1);
    assertThat(slots.total()).isEqualTo(3);
    slots.resume();
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void keeps_a_slot_that_is_given_back_where_one_was_suspended() throws Exception {
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(3);
    slots.suspend();
    assertThat(slots.taken()).isEqualTo(3);

    slots.release(2);

    assertThat(slots.taken()).isEqualTo(1);
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
    slots.resume();
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void opens_new_slots_only_when_they_are_resumed() throws Exception {
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(3);

    slots.suspend();
    slots.resize(1);

    assertThat(slots.reserveAll(Duration.ZERO)).isZero();
    slots.resume();
    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(1);
  }

  @Test
  void loses_a_suspended_slot_when_it_leaves() throws Exception {
    slots.suspend();
    slots.suspend();
    slots.suspend();
    slots.resize(-1);
    slots.resume();
    assertThat(slots.reserveAll(Duration.ZERO)).isZero();

    slots.resume();
    slots.resume();

    assertThat(slots.reserveAll(Duration.ZERO)).isEqualTo(2);
  }

  @Test
  void adds_up_whatever_happens_in_whatever_order() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    int held = 0;
    int suspended = 0;
    for (int i = 0; i < 2000; i++) {
      switch (random.nextInt(5)) {
        case 0 -> held += slots.reserveAll(Duration.ZERO);
        case 1 -> {
          int back = random.nextInt(held + 1);
          slots.release(back);
          held -= back;
        }
        case 2 -> {
          if (suspended < slots.total()) {
            slots.suspend();
            suspended++;
          }
        }
        case 3 -> {
          if (suspended > 0) {
            slots.resume();
            suspended--;
          }
        }
        default -> slots.resize(slots.total() > 3 && random.nextBoolean() ? -1 : 1);
      }
      assertThat(slots.taken()).as("seed %d, step %d", seed, i).isEqualTo(held);
    }
    slots.release(held);
    for (int i = 0; i < suspended; i++) {
      slots.resume();
    }
    assertThat(slots.reserveAll(Duration.ZERO)).as("seed %d", seed).isEqualTo(slots.total());
  }
}
