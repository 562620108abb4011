package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.fetch;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.DeadMessage;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Purged;
import dev.greenfork.broker.QueueState;
import dev.greenfork.broker.Requeued;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueueAdminIT extends RedisTest {

  private static final String STEP_3 = "q\u0006\u00163";

  @Test
  void knows_the_queues_by_their_bindings_delayed_messages_and_dead_letters() {
    redis.sadd("_kombu.binding.celery", "celery\u0006\u0016\u0006\u0016celery");
    redis.sadd("_kombu.binding.celery.pidbox", "\u0006\u0016\u0006\u0016w@h.celery.pidbox");
    redis.sadd("_kombu.binding.topic", "a.b\u0006\u0016^a\\.b$\u0006\u0016byrule");
    redis.zadd("later.delayed", 1, "x");
    redis.lpush("buried.dead", "x");

    assertThat(broker.queues().names()).containsExactly("buried", "celery", "later");
  }

  @Test
  void counts_by_priority_and_purges_all_of_it() {
    redis.lpush("q", "a", "b");
    redis.lpush(STEP_3, "c");
    redis.zadd("q.delayed", 5_000, "d");
    redis.zadd("q.delayed", 9_000, "e");
    redis.lpush("q.dead", "f");

    QueueState state = broker.queues().look(List.of("q", "none")).getFirst();
    Purged purged = broker.queues().purge("q");

    assertThat(state.waiting().byStep()).hasToString("{0=2, 3=1, 6=0, 9=0}");
    assertThat(state.delayed()).isEqualTo(2);
    assertThat(state.nextDue()).isEqualTo(Instant.ofEpochMilli(5_000));
    assertThat(state.dead()).isEqualTo(1);
    assertThat(purged.waiting()).isEqualTo(state.waiting());
    assertThat(purged.total()).isEqualTo(5);
    assertThat(redis.keys("q*")).containsExactly("q.dead");
    assertThat(broker.queues().purge("q").total()).isZero();
  }

  @Test
  void puts_a_dead_letter_back_as_it_was_and_only_once() throws Exception {
    String message = "{\"properties\": {\"priority\": 4}, \"body\": \"\u00fc\"}";
    bury(message);
    DeadMessage letter = broker.queues().dead("q", 10).getFirst();

    assertThat(letter.why()).isEqualTo(new DeadLetter("test", "why \"it\" died", "id-1", "t"));
    assertThat(letter.key()).matches("[0-9a-f]{8}");
    assertThat(broker.queues().requeue(letter)).isEqualTo(Requeued.DONE);
    assertThat(redis.lrange(STEP_3, 0, -1)).containsExactly(message);
    assertThat(redis.exists("q.dead")).isFalse();
    assertThat(redis.hget("greenfork:dead:q", "bytes")).isEqualTo("0");
    assertThat(broker.queues().requeue(letter)).isEqualTo(Requeued.GONE);
    assertThat(redis.llen(STEP_3)).isEqualTo(1);
  }

  @Test
  void keeps_letters_for_a_month() throws Exception {
    for (int days : List.of(70, 32, 29)) {
      String at = Instant.now().minus(Duration.ofDays(days)).toString();
      redis.lpush("q.dead", "{\"id\": \"%d\", \"at\": \"%s\"}".formatted(days, at));
    }
    redis.hset("greenfork:dead:q", "bytes", "150");

    bury("m");

    assertThat(broker.queues().dead("q", 10))
        .extracting(letter -> letter.why().id())
        .containsExactly("id-1", "29");
    assertThat(redis.hget("greenfork:dead:q", "dropped")).isEqualTo("2");
    assertThat(redis.ttl("q.dead")).isBetween(30 * 86_400L, 31 * 86_400L);
  }

  @Test
  void does_not_put_half_a_message_back() throws Exception {
    bury("x".repeat(70_000));
    DeadMessage letter = broker.queues().dead("q", 10).getFirst();

    assertThat(letter.message().truncated()).isTrue();
    assertThat(letter.message().bytes()).isEqualTo(70_000);
    assertThat(broker.queues().requeue(letter)).isEqualTo(Requeued.TRUNCATED);
    assertThat(redis.llen("q.dead")).isEqualTo(1);
    assertThat(broker.queues().drop(letter)).isTrue();
    assertThat(broker.queues().drop(letter)).isFalse();
  }

  @Test
  void reads_many_letters_and_those_of_others() {
    for (int i = 0; i < 130; i++) {
      redis.lpush("q.dead", "no letter " + i);
    }

    List<DeadMessage> letters = broker.queues().dead("q", 120);

    assertThat(letters).hasSize(120);
    assertThat(letters.getFirst().entry()).isEqualTo("no letter 129");
    assertThat(letters.getFirst().why().reason()).isEqualTo("not-ours");
    assertThat(broker.queues().dead("q", 1_000)).hasSize(130);
    assertThat(broker.queues().dropAll("q")).isEqualTo(130);
    assertThat(redis.exists("q.dead")).isFalse();
  }

  @Test
  void moves_due_messages_of_queues_that_nobody_serves() {
    long now = System.currentTimeMillis();
    redis.zadd("q.delayed", (double) (now - 1), "30000000000000000:due");
    redis.zadd("q.delayed", (double) (now + 60_000), "00000000000000000:later");

    Duration next = broker.queues().moveDue(List.of("q", "other"));

    assertThat(next).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(redis.lrange(STEP_3, 0, -1)).containsExactly("due");
  }

  private void bury(String message) throws InterruptedException {
    redis.lpush("q", message);
    TaskConsumer consumer = broker.consume(worker("q"));
    Delivery delivery = fetch(consumer, 1).getFirst();
    DeadLetter why = new DeadLetter("test", "why \"it\" died", "id-1", "t");
    consumer.settle(new Settlement.Bury(delivery, why));
    assertThat(consumer.flush(Duration.ofSeconds(5))).isTrue();
  }
}
