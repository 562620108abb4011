package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.Splits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody who serves no queue can know about those who do. */
class ServedIT extends RedisTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  @Test
  void tells_who_serves_queues_and_what_was_said_and_learned_of_their_tasks() {
    Splits splits = broker.splits();
    splits.declare("q", "green", "x\tio\n", "g", LONG);
    splits.declare("q", "prefork", "y\tcpu\n", "p", LONG);
    splits.declare("r", "prefork", "", "p", LONG);
    splits.setRules("a\tio\tb\n");
    splits.setLearned("x\tgreen\n");

    List<ServedQueue> served = splits.served(List.of("q", "nobody's", "r"));

    assertThat(served).extracting(ServedQueue::queue).containsExactly("q", "r");
    assertThat(served.getFirst().split()).isTrue();
    assertThat(served.getFirst().tasks())
        .isEqualTo(Map.of("green", List.of("x\tio\n"), "prefork", List.of("y\tcpu\n")));
    assertThat(served.getFirst().rules()).isEqualTo(new RuleTexts("a\tio\tb\n", "x\tgreen\n"));
    assertThat(served.getLast().split()).isFalse();
    assertThat(served.getLast().tasks()).isEqualTo(Map.of("prefork", List.of()));
  }
}
