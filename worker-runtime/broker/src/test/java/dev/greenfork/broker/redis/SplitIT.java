package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The split of a queue, without anybody who fetches from it. */
class SplitIT extends RedisTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String[] STEPS = {"", "\u0006\u00163", "\u0006\u00166", "\u0006\u00169"};

  private Splits splits;

  /** Thousands of single messages; none of them has to survive the server. */
  @Override
  String[] options() {
    return new String[] {"--save", ""};
  }

  @BeforeEach
  void serve() {
    splits = broker.splits();
  }

  @Test
  void moves_every_kind_of_message_once_and_unchanged() {
    splitQueue();
    List<String> odd = odd();
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < odd.size(); i++) {
      sent.add(Messages.of("io.a", "a" + i));
      sent.add(odd.get(i));
      sent.add(Messages.of("cpu.b", "b" + i));
    }
    sent.forEach(message -> redis.lpush(bytes("q" + STEPS[1]), bytes(message)));

    moveAll(SubQueue.GREEN);

    List<String> green = list("q.green" + STEPS[1]);
    List<String> prefork = list("q.prefork" + STEPS[1]);
    List<String> all = new ArrayList<>(green);
    all.addAll(prefork);
    assertThat(all).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(prefork).allMatch(message -> message.contains("cpu."));
    assertThat(green).containsAll(odd.stream().filter(each -> !each.contains("cpu.a")).toList());
    List<String> order = new ArrayList<>(sent);
    order.retainAll(green);
    assertThat(green).as("in order").isEqualTo(order);
    assertThat(redis.exists("q" + STEPS[1])).isFalse();
  }

  @Test
  void keeps_the_order_within_each_priority() {
    splitQueue();
    List<List<String>> expected = new ArrayList<>();
    for (String step : STEPS) {
      List<String> green = new ArrayList<>();
      for (int i = 0; i < 700; i++) {
        String message = Messages.of(TestPlacer.NAMES.get(i % 4), step.length() + "-" + i);
        redis.lpush("q" + step, message);
        if (i % 4 < 2) {
          green.add(message);
        }
      }
      expected.add(green);
    }

    moveAll(SubQueue.PREFORK);

    for (int i = 0; i < STEPS.length; i++) {
      assertThat(list("q.green" + STEPS[i])).isEqualTo(expected.get(i));
      assertThat(redis.llen("q.prefork" + STEPS[i])).isEqualTo(350);
    }
  }

  @Test
  void moves_a_bounded_batch_at_a_time() {
    splitQueue();
    for (int i = 0; i < 1_200; i++) {
      redis.lpush("q", Messages.of("io.a", "i" + i));
    }
    String large =
        Messages.envelope("{\"task\": \"cpu.a\", \"x\": \"" + "x".repeat(100_000) + "\"}", "l");
    for (int i = 0; i < 10; i++) {
      redis.lpush("q\u0006\u00169", large);
    }

    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(500, 710));
    assertThat(splits.split("q", SubQueue.GREEN).moved()).isEqualTo(500);
    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(203, 7));
    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(3, 4));
  }

  @Test
  void leaves_a_queue_alone_that_only_one_type_serves() {
    splits.declare("q", "green", "x", "g", LONG);
    try (var _ = broker.consume(Testbed.worker("q"), new TestPlacer())) {
      redis.lpush("q", Messages.of("io.a", "1"), Messages.of("cpu.a", "2"));

      assertThat(splits.isSplit("q")).isFalse();
      assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(0, 0));
      assertThat(redis.llen("q")).isEqualTo(2);
      assertThat(redis.exists("greenfork:routes:q")).isFalse();
    }
  }

  @Test
  void moves_nothing_by_a_table_that_older_rules_made() {
    splitQueue();
    redis.lpush("q", Messages.of("io.a", "1"));
    splits.setRules("swapped");

    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(0, 0));
    assertThat(splits.rules()).isEqualTo(new RuleTexts("swapped", ""));

    splitQueue();
    assertThat(splits.split("q", SubQueue.GREEN)).isEqualTo(new Splits.Batch(1, 0));
    assertThat(redis.llen("q.prefork")).isEqualTo(1);
  }

  @Test
  void moves_nothing_where_a_sub_queue_has_the_name_of_another_key() {
    splitQueue();
    redis.lpush("q", Messages.of("io.a", "1"), Messages.of("cpu.a", "2"));
    redis.set("q.prefork", "mine");

    assertThatThrownBy(() -> splits.split("q", SubQueue.GREEN))
        .hasMessageContaining("the key q.prefork is no list");
    assertThat(redis.llen("q")).isEqualTo(2);
    assertThat(redis.exists("q.green")).isFalse();
  }

  @Test
  void puts_everything_back_to_the_head_in_order() {
    splitQueue();
    List<String> first = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      first.add(Messages.of("io.a", "first" + i));
      redis.lpush("q", first.get(i));
    }
    redis.lpush("q\u0006\u00166", "six");
    moveAll(SubQueue.PREFORK);
    redis.lpush("q", "later");
    redis.lpush("q.parked", "parked");

    assertThat(splits.merge("q")).isEqualTo(3_002);

    List<String> expected = new ArrayList<>(List.of("parked"));
    expected.addAll(first);
    expected.add("later");
    assertThat(list("q")).isEqualTo(expected);
    assertThat(list("q\u0006\u00166")).containsExactly("six");
    assertThat(redis.keys("q.*")).isEmpty();
  }

  @Test
  void forgets_a_pool_that_is_withdrawn() {
    splits.declare("q", "green", "x", "g", LONG);
    splits.declare("q", "prefork", "y", "p", LONG);
    splits.declare("q", "prefork", "z", "p", LONG);
    assertThat(splits.isSplit("q")).isTrue();
    assertThat(redis.zcard("greenfork:serving:q")).isEqualTo(2);

    splits.withdraw("q", "p");

    assertThat(splits.isSplit("q")).isFalse();
  }

  /** A worker writes the table, and is gone. */
  private void splitQueue() {
    splits.declare("q", "green", "x", "g", LONG);
    splits.declare("q", "prefork", "y", "p", LONG);
    broker.consume(Testbed.worker("q"), new TestPlacer()).close();
  }

  private void moveAll(SubQueue undecided) {
    long left = 1;
    while (left > 0) {
      left = splits.split("q", undecided).left();
    }
  }

  private List<String> list(String key) {
    List<String> found = new ArrayList<>();
    redis
        .lrange(bytes(key), 0, -1)
        .forEach(each -> found.add(new String(each, StandardCharsets.ISO_8859_1)));
    Collections.reverse(found);
    return found;
  }

  private static List<String> odd() {
    String deep = "[".repeat(1_500) + "]".repeat(1_500);
    return List.of(
        "",
        "no JSON",
        "\u0000\u00ff{\"headers\"",
        "{\"headers\": 17}",
        "[]",
        Messages.envelope("{}", "protocol-1"),
        Messages.envelope("{\"task\": 17, \"id\": \"number\"}", "number"),
        Messages.envelope("{\"task\": null}", "null"),
        Messages.envelope("{\"task\": \"cpu\\u002ea\"}", "escaped"),
        Messages.envelope("{\"task\": \"unheard.of\"}", "unknown"),
        Messages.envelope("{\"task\": \"\"}", "unnamed"),
        Messages.envelope("{\"deep\": " + deep + ", \"nothing\": NaN}", "deep"),
        Messages.envelope("{\"x\": \"" + "x".repeat(40_000) + "\"}", "large"),
        "\n" + Messages.envelope("{\"task\": \"unheard.of\", \"died\": 1}", "died"),
        "{\"headers\":{\"id\":\"tight\",\"task\":\"cpu.a\"},\"body\":\"\"}",
        "{\"body\": \"{\\\"headers\\\": {\\\"task\\\": \\\"cpu.b\\\"}}\", \"headers\": {\"task\": \"x\"}}");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
