package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DrainAnswer;
import dev.greenfork.broker.DrainOrder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DrainCodecTest {

  @Test
  void an_answer_is_read_as_it_was_written() {
    DrainAnswer answer = new DrainAnswer("a1", 3, Duration.ofMillis(250));

    assertThat(DrainCodec.answer(DrainCodec.answer(answer))).isEqualTo(answer);
  }

  @Test
  void an_order_shows_what_was_said_to_it_alone() {
    assertThat(DrainCodec.order("5000 a1", "a1 0 7", 2000))
        .isEqualTo(
            new DrainOrder(
                "a1", Duration.ofSeconds(3), new DrainAnswer("a1", 0, Duration.ofMillis(7))));
    assertThat(DrainCodec.order("5000 a2", "a1 0 7", 2000))
        .isEqualTo(new DrainOrder("a2", Duration.ofSeconds(3), null));
    assertThat(DrainCodec.order("5000 a1", null, 6000))
        .isEqualTo(new DrainOrder("a1", Duration.ZERO, null));
  }

  @Test
  void what_is_not_ours_is_nothing() {
    assertThat(DrainCodec.order("nonsense", null, 0)).isNull();
    assertThat(DrainCodec.order("soon a1", null, 0)).isNull();
    assertThat(DrainCodec.answer("a1 many 0")).isNull();
  }
}
