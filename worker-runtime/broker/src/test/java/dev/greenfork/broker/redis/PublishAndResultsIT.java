package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.failure;
import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.success;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.QueueDepth;
import dev.greenfork.broker.Results;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.testkit.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

class PublishAndResultsIT extends RedisTest {

  @Test
  void publishes_in_order_with_priorities_and_bindings() throws Exception {
    List<Publication> messages = new ArrayList<>();
    for (int i = 0; i < 1_700; i++) {
      messages.add(message("q", i % 2 == 0 ? 0 : 7, "m" + i));
    }
    publish(messages);

    assertThat(broker.depths(List.of("q", "none")))
        .containsExactly(
            Map.entry("q", new QueueDepth(Map.of(0, 850L, 3, 0L, 6, 850L, 9, 0L))),
            Map.entry("none", new QueueDepth(Map.of(0, 0L, 3, 0L, 6, 0L, 9, 0L))));
    assertThat(redis.lindex("q", -1)).isEqualTo("m0");
    assertThat(redis.lindex("q", 0)).isEqualTo("m1698");
    assertThat(redis.smembers("_kombu.binding.q")).hasSize(1);
  }

  @Test
  void publishes_after_a_broken_connection() throws Exception {
    publish(List.of(message("q", 0, "one")));
    redis.clientKill(
        new ClientKillParams().type(ClientType.NORMAL).skipMe(ClientKillParams.SkipMe.YES));
    publish(List.of(message("q", 0, "two")));

    assertThat(redis.lrange("q", 0, -1)).contains("one", "two");
  }

  @Test
  void gives_up_a_publish_after_a_while() {
    server.kill();
    try {
      assertThatThrownBy(() -> publish(List.of(message("q", 0, "one"))))
          .hasCauseInstanceOf(BrokerUnavailableException.class);
    } finally {
      server.restart();
      redis.close();
      redis = server.jedis();
    }
  }

  @Test
  void refuses_a_message_at_once_whose_queue_is_something_else_and_sends_the_others_once()
      throws Exception {
    redis.set("wrong", "a text");
    redis.set("late.delayed", "a text");
    Instant later = Instant.now().plusSeconds(60);
    publish(List.of(message("q", 0, "first")));

    // Behind the same writer, so that they are written together.
    redis.clientPause(300);
    var good = publisher(List.of(message("q", 0, "one"), message("q", 7, "two")));
    var mixed = publisher(List.of(message("q", 0, "three"), message("wrong", 0, "four")));
    var late = publisher(List.of(new Publication("late", 0, new byte[] {'x'}, later)));

    good.get(5, TimeUnit.SECONDS);
    assertThat(mixed)
        .failsWithin(Duration.ofSeconds(2))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(BrokerRefusedException.class)
        .withMessageContainingAll("queue wrong", "WRONGTYPE", "rename or delete");
    assertThat(late)
        .failsWithin(Duration.ofSeconds(2))
        .withThrowableOfType(ExecutionException.class)
        .withMessageContaining("queue late");
    assertThat(redis.lrange("q", 0, -1)).containsExactly("three", "one", "first");
    assertThat(redis.lrange("q\u0006\u00166", 0, -1)).containsExactly("two");
  }

  @Test
  void sends_again_only_what_was_not_taken_for_lack_of_memory() throws Exception {
    redis.sadd("_kombu.binding.full", "is there");
    redis.configSet("maxmemory", "1");
    var waiting = publisher(List.of(message("full", 0, "one"), message("full", 0, "two")));
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> errors() > 0);
    assertThat(waiting).isNotDone();
    redis.configSet("maxmemory", "0");

    waiting.get(10, TimeUnit.SECONDS);
    assertThat(redis.lrange("full", 0, -1)).containsExactly("two", "one");
  }

  private long errors() {
    return redis
        .info("stats")
        .lines()
        .filter(line -> line.startsWith("total_error_replies:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void reads_a_result_that_was_there_before() throws Exception {
    redis.set("celery-task-meta-id-1", "{\"status\": \"SUCCESS\"}");

    assertThat(broker.results().read("id-1")).isPresent();
    assertThat(broker.results().read("id-2")).isEmpty();
    assertThat(await("id-1").result().toCompletableFuture().get(5, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void hears_of_a_result_after_a_broken_connection() throws Exception {
    Results.ResultWait first = await("id-1");
    Results.ResultWait second = await("id-1");
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> redis.pubsubNumSub("celery-task-meta-id-1").containsValue(1L));
    redis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
    redis.set("celery-task-meta-id-1", "{\"status\": \"SUCCESS\"}");

    assertThat(first.result().toCompletableFuture().get(5, TimeUnit.SECONDS)).isNotEmpty();
    assertThat(second.result().toCompletableFuture().get(5, TimeUnit.SECONDS)).isNotEmpty();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> redis.pubsubChannels("celery-task-meta-*").isEmpty());
  }

  @Test
  void skips_states_that_are_not_wanted_and_forgets_who_gave_up() throws Exception {
    Results.ResultWait waiting =
        broker
            .results()
            .await("id-1", json -> new String(json, StandardCharsets.UTF_8).contains("SUCCESS"));
    Results.ResultWait cancelled = await("id-2");
    cancelled.cancel();
    TaskConsumer consumer = broker.consume(worker("q"));
    consumer.store(failure("id-1"));
    consumer.store(success("id-1", "5"));

    assertThat(waiting.result().toCompletableFuture().get(5, TimeUnit.SECONDS))
        .asString()
        .contains("SUCCESS");
    assertThat(cancelled.result().toCompletableFuture()).isNotDone();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> redis.pubsubChannels("celery-task-meta-*").isEmpty());
  }

  @Test
  void keeps_results_in_another_redis_and_ends_deliveries_after_them() throws Exception {
    try (RedisServer other = RedisServer.start();
        Jedis results = other.jedis();
        RedisBroker two =
            Testbed.broker(
                BrokerSettings.of(Endpoint.of(server.url()), Endpoint.of(other.url(), "app")))) {
      redis.lpush("q", "one", "two");
      TaskConsumer consumer = two.consume(worker("q"));
      List<Delivery> deliveries = fetch(consumer, 2);
      CompletableFuture<Settled> first = new CompletableFuture<>();
      consumer.settle(finish(deliveries.get(0), "id-1"), first::complete);
      assertThat(first.get(5, TimeUnit.SECONDS)).isEqualTo(Settled.DONE);
      assertThat(results.get("app_celery-task-meta-id-1")).contains("SUCCESS");
      assertThat(redis.keys("*celery-task-meta*")).isEmpty();

      other.kill();
      CompletableFuture<Settled> second = new CompletableFuture<>();
      consumer.settle(finish(deliveries.get(1), "id-2"), second::complete);
      assertThat(consumer.flush(Duration.ofMillis(300))).isFalse();
      assertThat(redis.hlen("greenfork:deliveries:" + consumer.status().incarnation()))
          .isEqualTo(1);
      other.restart();
      assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(Settled.DONE);
      assertThat(two.results().read("id-2")).isPresent();
      assertThat(redis.llen("next")).isEqualTo(2);
    }
  }

  private static Settlement finish(Delivery delivery, String id) {
    return new Settlement.Finish(
        delivery.tag(), success(id, "5"), List.of(message("next", 0, "child")));
  }

  private Results.ResultWait await(String id) {
    return broker.results().await(id, json -> true);
  }

  private void publish(List<Publication> messages) throws Exception {
    broker.publisher().publish(messages).toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private CompletableFuture<Void> publisher(List<Publication> messages) {
    return broker.publisher().publish(messages).toCompletableFuture();
  }

  private static Publication message(String queue, int priority, String text) {
    return new Publication(queue, priority, text.getBytes(StandardCharsets.UTF_8));
  }
}
