package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;

/**
 * A worker of many queues, each of which is split: no call may hold up Redis for the sum of them.
 */
class SplitManyIT extends RedisTest {

  private static final int QUEUES = 60;
  private static final int MESSAGES = 40;
  private static final List<String> NAMES =
      IntStream.range(0, QUEUES).mapToObj(i -> "q" + i).toList();

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void moves_one_batch_at_a_time_of_all_queues_together_and_forgets_none() throws Exception {
    TestPlacer placer = new TestPlacer();
    TaskConsumer green = consume(SubQueue.GREEN, placer);
    consume(SubQueue.PREFORK, new TestPlacer());
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> NAMES.stream().allMatch(name -> placer.placeOf(name, "io.a") != null));
    try (Pipeline pipeline = redis.pipelined()) {
      for (String name : NAMES) {
        for (int i = 0; i < MESSAGES; i++) {
          pipeline.lpush(name, Messages.of(i % 2 == 0 ? "io.a" : "cpu.a", name + "-" + i));
        }
      }
    }

    assertThat(green.fetch(1, Duration.ofSeconds(5))).hasSize(1);

    long left = NAMES.stream().mapToLong(redis::llen).sum();
    assertThat(left).as("still to be split").isEqualTo(QUEUES * MESSAGES - 500);
    List<String> rest =
        new ArrayList<>(Testbed.texts(Testbed.fetch(green, QUEUES * MESSAGES / 2 - 1)));
    assertThat(rest).hasSize(QUEUES * MESSAGES / 2 - 1).allMatch(text -> text.contains("io.a"));
    assertThat(NAMES).allMatch(name -> redis.llen(name + ".prefork") == MESSAGES / 2);
  }

  private TaskConsumer consume(SubQueue type, TestPlacer placer) {
    return broker.consume(new ConsumerSpec(type.word() + "@host", type.word(), 10, NAMES), placer);
  }
}
