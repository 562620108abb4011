package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Replies;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.args.ClientType;
import redis.clients.jedis.params.ClientKillParams;

class FanoutIT extends RedisTest {

  private static final String PIDBOX = "celery.pidbox";

  private final Listening listening = new Listening();

  @Test
  void publishes_on_the_channels_that_kombu_listens_to() throws Exception {
    subscribe(broker, PIDBOX, "");
    subscribe(broker, "celeryev", "#");
    assertThat(redis.pubsubNumPat()).isEqualTo(2);

    assertThat(redis.publish("/0.celery.pidbox", "from kombu")).isEqualTo(1);
    assertThat(listening.next()).isEqualTo("|from kombu");
    broker.fanout().publish(PIDBOX, "", utf8("to all")).toCompletableFuture().join();
    assertThat(listening.next()).isEqualTo("|to all");
    broker.fanout().publish("celeryev", "task.multi", utf8("events"));
    assertThat(listening.next()).isEqualTo("task.multi|events");
  }

  @Test
  void puts_key_prefix_and_database_before_the_channel() throws Exception {
    String url = server.url().replaceFirst("/0$", "/3");
    try (RedisBroker other = Testbed.broker(BrokerSettings.of(Endpoint.of(url, "app[1]:"), null))) {
      subscribe(other, "celeryev", "worker.#");
      assertThat(redis.publish("app[1]:/3.celeryev/worker.online", "on")).isEqualTo(1);
      assertThat(listening.next()).isEqualTo("worker.online|on");
      other.fanout().publish("celeryev", "worker.offline", utf8("off"));
      assertThat(listening.next()).isEqualTo("worker.offline|off");
    }
  }

  @Test
  void hears_again_after_a_broken_connection_and_says_so_once() throws Exception {
    subscribe(broker, PIDBOX, "");
    Fanout.Subscription second = subscribe(broker, PIDBOX, "");
    redis.clientKill(new ClientKillParams().type(ClientType.PUBSUB));
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(listening.resumed).hasValue(2));
    second.close();

    broker.fanout().publish(PIDBOX, "", utf8("again"));
    assertThat(listening.next()).isEqualTo("|again");
    assertThat(listening.heard).isEmpty();
  }

  @Test
  void stops_hearing_when_the_last_listener_has_left() throws Exception {
    Fanout.Subscription one = subscribe(broker, PIDBOX, "");
    one.close();
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> redis.pubsubNumPat() == 0);
  }

  @Test
  void drops_what_cannot_be_sent_in_time_without_blocking_the_caller() {
    server.kill();
    try {
      assertThatThrownBy(
              () -> broker.fanout().publish(PIDBOX, "", utf8("x")).toCompletableFuture().join())
          .hasCauseInstanceOf(BrokerUnavailableException.class);
    } finally {
      server.restart();
      redis.close();
      redis = server.jedis();
    }
  }

  @Test
  void answers_into_the_queue_bound_for_the_asker_and_to_nobody_else() {
    Replies replies = broker.replies();
    try (Replies.Inbox asker = replies.open("reply.celery.pidbox");
        Replies.Inbox other = replies.open("reply.celery.pidbox")) {
      replies.send(asker.address(), utf8("pong"));
      assertThat(text(asker.take(Duration.ofSeconds(5)))).isEqualTo("pong");
      assertThat(other.take(Duration.ofMillis(1))).isEmpty();
      replies.send(asker.address(), utf8("late")).toCompletableFuture().join();
      String queue = asker.address().routingKey() + ".reply.celery.pidbox";
      assertThat(redis.pttl(queue)).isBetween(1L, 60_000L);
      assertThat(redis.zscore("_kombu.binding_deadlines", "reply.celery.pidbox")).isPositive();
    }
    assertThat(redis.keys("*reply.celery.pidbox")).isEmpty();
  }

  @Test
  void an_asker_who_is_gone_or_odd_holds_nobody_up() {
    Replies replies = broker.replies();
    replies
        .send(new Replies.Address("reply.celery.pidbox", "gone"), utf8("x"))
        .toCompletableFuture()
        .join();
    redis.set("odd", "no list");
    redis.sadd("_kombu.binding.mine", "key\u0006\u0016\u0006\u0016odd");
    assertThatThrownBy(
            () ->
                replies
                    .send(new Replies.Address("mine", "key"), utf8("x"))
                    .toCompletableFuture()
                    .get(1, TimeUnit.SECONDS))
        .hasCauseInstanceOf(BrokerException.class);
    assertThat(redis.keys("*")).containsOnly("odd", "_kombu.binding.mine");
  }

  private Fanout.Subscription subscribe(RedisBroker broker, String exchange, String routing)
      throws Exception {
    Fanout.Subscription made = broker.fanout().subscribe(exchange, routing, listening);
    made.active().toCompletableFuture().get(5, TimeUnit.SECONDS);
    return made;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Optional<byte[]> bytes) {
    return new String(bytes.orElseThrow(), StandardCharsets.UTF_8);
  }

  private static final class Listening implements Fanout.Listener {

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final AtomicInteger resumed = new AtomicInteger();

    @Override
    public void heard(String routingKey, byte[] envelope) {
      heard.add(routingKey + "|" + new String(envelope, StandardCharsets.UTF_8));
    }

    @Override
    public void resumed() {
      resumed.incrementAndGet();
    }

    @Nullable String next() throws InterruptedException {
      return heard.poll(5, TimeUnit.SECONDS);
    }
  }
}
