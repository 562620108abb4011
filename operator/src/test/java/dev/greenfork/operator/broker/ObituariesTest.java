package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Restored;
import dev.greenfork.operator.workers.Refusal;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObituariesTest {

  @Test
  void who_died_how_and_what_went_back_is_one_sentence() {
    Loss killed = new Loss("feeds@a;1", "its pod is gone", new Restored(12, 8));
    Loss silent = new Loss("feeds@b;2", null, new Restored(1, 0));

    assertThat(Obituaries.happening(List.of(killed, silent)).message())
        .isEqualTo(
            "put 13 messages of workers that are gone back to their queues, 8 of which were running: "
                + "feeds@a: its pod is gone; feeds@b: its lease has run out");
  }

  @Test
  void of_many_only_some_are_named() {
    Loss one = new Loss("feeds@a;1", "its pod is gone", new Restored(1, 1));

    assertThat(Obituaries.happening(Collections.nCopies(10, one)).message())
        .endsWith("; and 7 more");
  }

  @Test
  void a_worker_that_keeps_its_size_is_named_with_its_reason() {
    Refusal one = new Refusal("feeds@a", 9, "ValueError('9 children are too many. Raise it.')");

    assertThat(Obituaries.refused(List.of(one)).message())
        .isEqualTo("feeds@a does not run 9 tasks at once: 9 children are too many. Raise it.");
    assertThat(Obituaries.refused(Collections.nCopies(3, one)).message())
        .startsWith("feeds@a and 2 more do not run 9 tasks at once");
  }
}
