package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many scripts share a round trip, so that a distant Redis does not bound how much is settled. */
class SettleInOneGoIT extends RedisTest {

  private static final int MESSAGES = 2_000;

  @Test
  void settles_all_that_has_gathered_each_once_also_by_scripts_that_redis_has_forgotten()
      throws Exception {
    redis.lpush("q", IntStream.range(0, MESSAGES).mapToObj(i -> "m" + i).toArray(String[]::new));
    TaskConsumer consumer = broker.consume(worker("q"));
    List<Delivery> held = new ArrayList<>();
    while (held.size() < MESSAGES) {
      held.addAll(consumer.fetch(MESSAGES - held.size(), Duration.ofSeconds(20)));
    }
    redis.scriptFlush();

    List<Settled> settled = new CopyOnWriteArrayList<>();
    var numbers = ConcurrentHashMap.<Long>newKeySet();
    for (Delivery delivery : held) {
      consumer.settle(
          new Settlement.Drop(delivery.tag()),
          how -> {
            settled.add(how);
            numbers.add(delivery.tag().number());
          });
    }

    await().atMost(Duration.ofSeconds(20)).until(() -> settled.size() == MESSAGES);
    assertThat(settled).containsOnly(Settled.DONE);
    assertThat(numbers).hasSize(MESSAGES);
    assertThat(redis.hlen("greenfork:deliveries:" + consumer.status().incarnation())).isZero();
  }
}
