package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.operator.placement.Wish;
import dev.greenfork.operator.routing.PoolTasks;
import dev.greenfork.operator.routing.RoutingDesk;
import dev.greenfork.operator.routing.RoutingOrder;
import dev.greenfork.operator.scaling.TestSignals;
import dev.greenfork.operator.workers.Sizes;
import dev.greenfork.operator.workers.WorkerPods;
import dev.greenfork.operator.workers.WorkerWatch;
import dev.greenfork.testkit.RedisServer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/** What a broker full of messages costs the operator, against a real Redis. */
final class ManyMessagesIT {

  private static final int QUEUES = 200;
  private static final int NAMES = 1_000;
  private static final int MESSAGES = 1_000_000;
  private static final long MOST_GROWTH = 16 << 20;
  private static final BrokerOwner OWNER = new BrokerOwner("ns", "main");

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final RoutingDesk desk = new RoutingDesk();
  private final DueMover mover =
      new DueMover(
          OWNER,
          this::open,
          new DueMover.Duties(
              new WorkerWatch("ns", new WorkerPods(InstantSource.system()), new Sizes()),
              TestSignals.desk().of(OWNER),
              new NoRetreat(),
              desk));

  @AfterEach
  void stop() {
    mover.close();
    redis.close();
    server.close();
  }

  @Test
  void a_million_messages_that_wait_in_200_split_queues_take_no_memory_of_the_operator() {
    List<String> queues = IntStream.range(0, QUEUES).mapToObj(i -> "q" + i).toList();
    RoutingOrder order =
        new RoutingOrder(
            "",
            List.of(
                new PoolTasks("g", PoolType.GREEN, queues, tasks(), null),
                new PoolTasks("p", PoolType.PREFORK, queues, tasks(), null)));
    mover.serve(new DueMover.Service(queues, losses -> {}, Wish.NONE, order));
    mover.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> desk.of(OWNER).isPresent());
    long before = heap();

    send(queues);
    await("all to be split")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> queues.stream().mapToLong(redis::llen).sum() == 0);

    long grown = heap() - before;
    System.out.printf("%,d messages: %,d KiB of heap more%n", MESSAGES, grown >> 10);
    assertThat(grown).isLessThan(MOST_GROWTH);
    assertThat(
            queues.stream()
                .mapToLong(each -> redis.llen(each + ".green") + redis.llen(each + ".prefork"))
                .sum())
        .isEqualTo(MESSAGES);
  }

  private void send(List<String> queues) {
    try (Pipeline pipeline = redis.pipelined()) {
      for (int i = 0; i < MESSAGES; i++) {
        pipeline.lpush(
            queues.get(i % QUEUES),
            "{\"body\": \"W10=\", \"headers\": {\"id\": %d, \"task\": \"task.%d\"}}"
                .formatted(i, i / QUEUES % NAMES));
        if (i % 10_000 == 0) {
          pipeline.sync();
        }
      }
    }
  }

  private static String tasks() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < NAMES; i++) {
      text.append("task.").append(i).append(i % 2 == 0 ? "\tio\t\n" : "\tcpu\t\n");
    }
    return text.toString();
  }

  /** What is in use once all garbage is gone. */
  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private OpenBroker open() {
    BrokerSettings settings = BrokerSettings.of(server.url());
    return new OpenBroker(Brokers.open(settings), settings, new Authorities());
  }
}
