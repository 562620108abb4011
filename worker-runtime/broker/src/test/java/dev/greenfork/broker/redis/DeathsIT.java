package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.text;
import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How often processes died of a message is counted, and survives everything but its end. */
class DeathsIT extends RedisTest {

  private static final Timings NEVER =
      new Timings(
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(2),
          Duration.ofSeconds(2));

  private RedisBroker dying;

  @BeforeEach
  void open() {
    dying = new RedisBroker(site(NEVER));
  }

  @AfterEach
  void end() {
    dying.close();
  }

  @Test
  void counts_the_death_of_a_started_task_and_delivers_the_same_bytes() throws Exception {
    redis.lpush("q", "m1", "m2");
    die(2);

    TaskConsumer next = broker.consume(worker("q"));
    List<Delivery> again = fetch(next, 2);

    assertThat(texts(again)).containsExactly("m1", "m2");
    assertThat(again).extracting(Delivery::deaths).containsExactly(1, 1);
    assertThat(again).noneMatch(Delivery::suspect);
  }

  @Test
  void does_not_count_a_message_that_waited_for_its_start() throws Exception {
    redis.lpush("q", "waits", "runs");
    TaskConsumer consumer = mortal();
    List<Delivery> both = fetch(consumer, 2);
    consumer.markWaiting(both.getFirst().tag());
    die(consumer);

    List<Delivery> again = fetch(broker.consume(worker("q")), 2);

    assertThat(texts(again)).containsExactly("waits", "runs");
    assertThat(again).extracting(Delivery::deaths).containsExactly(0, 1);
  }

  @Test
  void tells_what_comes_again_from_what_comes_for_the_first_time() throws Exception {
    redis.lpush("q", "waits", "runs");
    TaskConsumer consumer = mortal();
    List<Delivery> both = fetch(consumer, 2);
    assertThat(both).noneMatch(Delivery::redelivered);
    consumer.markWaiting(both.getFirst().tag());
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
    broker.workers().restoreDead(consumer.status().incarnation(), null); // nobody died of it

    TaskConsumer next = broker.consume(worker("q"));
    List<Delivery> again = fetch(next, 2);
    assertThat(again).extracting(Delivery::redelivered).containsExactly(false, true);
    assertThat(again).extracting(Delivery::deaths).containsOnly(0);
    next.settle(new Settlement.HandBack(again.getLast().tag()));
    Delivery back = fetch(next, 1).getFirst();
    next.settle(new Settlement.Later(back.tag(), Instant.now().plusMillis(50)));
    Delivery delayed = fetch(next, 1).getFirst();
    next.settle(new Settlement.Died(delayed.tag(), "it fell"));
    Delivery died = fetch(next, 1).getFirst();

    assertThat(List.of(back, delayed, died)).allMatch(Delivery::redelivered);
    assertThat(died.deaths()).isEqualTo(1);
    assertThat(text(died)).isEqualTo("runs");
    redis.del(redis.keys("greenfork:deaths:*").toArray(String[]::new));
    next.settle(new Settlement.HandBack(died.tag()));
    assertThat(fetch(next, 1).getFirst().redelivered()).as("its deaths are forgotten").isTrue();
  }

  @Test
  void keeps_the_count_through_hand_back_and_delay() throws Exception {
    redis.lpush("q", "m");
    die(1);
    TaskConsumer consumer = broker.consume(worker("q"));

    Delivery first = fetch(consumer, 1).getFirst();
    consumer.settle(new Settlement.HandBack(first.tag()));
    Delivery second = fetch(consumer, 1).getFirst();
    consumer.settle(new Settlement.Later(second.tag(), Instant.now().plusMillis(50)));
    Delivery third = fetch(consumer, 1).getFirst();

    assertThat(List.of(first, second, third)).extracting(Delivery::deaths).containsOnly(1);
    assertThat(text(third)).isEqualTo("m");
  }

  @Test
  void puts_a_suspect_down_as_not_started_until_it_is_said_to_start() throws Exception {
    redis.lpush("q", "m1", "m2");
    die(2);
    die(2);
    TaskConsumer consumer = mortal();
    List<Delivery> suspects = fetch(consumer, 2);
    assertThat(suspects).allMatch(Delivery::suspect);

    CompletableFuture<Settled> told = new CompletableFuture<>();
    consumer.markStarted(suspects.getFirst().tag(), told::complete);
    assertThat(told.get(5, TimeUnit.SECONDS)).isEqualTo(Settled.DONE);
    die(consumer);

    assertThat(fetch(broker.consume(worker("q")), 2))
        .extracting(Delivery::deaths)
        .containsExactly(3, 2);
  }

  @Test
  void takes_deaths_back_when_the_worker_turns_out_to_live() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    String name = delivery.tag().incarnation();
    restore(name);
    assertThat(redis.keys("greenfork:deaths:*")).hasSize(1);

    await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> !consumer.status().incarnation().equals(name));

    await().atMost(Duration.ofSeconds(5)).until(() -> redis.keys("greenfork:deaths:*").isEmpty());
    assertThat(fetch(consumer, 1).getFirst().deaths()).isZero();
  }

  @Test
  void counts_what_a_worker_says_of_its_child_and_shows_it_in_the_dead_letter() throws Exception {
    redis.lpush("q", "m");
    TaskConsumer consumer = broker.consume(worker("q"));
    for (int i = 0; i < 2; i++) {
      Delivery delivery = fetch(consumer, 1).getFirst();
      assertThat(delivery.deaths()).isEqualTo(i);
      consumer.settle(new Settlement.Died(delivery.tag(), "child \"" + i + "\""));
    }

    Delivery last = fetch(consumer, 1).getFirst();
    consumer.settle(
        new Settlement.Bury(last, new DeadLetter("worker-lost", "enough", "id", "task")));
    consumer.flush(Duration.ofSeconds(5));

    DeadMessage letter = broker.queues().dead("q", 1).getFirst();
    assertThat(letter.deaths()).hasSize(2);
    assertThat(letter.deaths().getFirst()).endsWith("child \"0\"");
    assertThat(letter.message().envelope()).asString().isEqualTo("m");
    assertThat(redis.keys("greenfork:deaths:*")).isEmpty();
  }

  /** A worker fetches so many messages and its process is gone. */
  private void die(int messages) throws InterruptedException {
    TaskConsumer consumer = mortal();
    assertThat(fetch(consumer, messages)).hasSize(messages);
    die(consumer);
  }

  private void die(TaskConsumer consumer) throws InterruptedException {
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
    String name = consumer.status().incarnation();
    consumer.stopFetching();
    restore(name);
  }

  /** A worker that never looks whether its lease is still there, as a dead one does not. */
  private TaskConsumer mortal() {
    return dying.consume(worker("q"));
  }

  // As whoever noticed does.
  private void restore(String name) {
    Site site = site(Testbed.QUICK);
    try (RedisConnection connection = site.connector().open("greenfork:test")) {
      new Restorer(site.keys(), InstantSource.system())
          .of(connection, name, Restorer.Ground.DEAD, "it was killed");
    }
  }

  private Site site(Timings timings) {
    return new Site(BrokerSettings.of(server.url()), timings, new SecureRandom());
  }
}
