package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.StandingOrders.TimeOrder;
import dev.greenfork.broker.StoredResult;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrdersIT extends RedisTest {

  @Test
  void keeps_revocations_and_limits_for_those_who_come_later() throws Exception {
    StandingOrders orders = broker.orders();
    done(orders.revoke(List.of("id-1", "id-2")));
    done(orders.revokeStamped(Map.of("customer", List.of("\"a\"", "7"))));
    done(orders.limitRate("feeds.fetch", "10/m"));
    done(orders.limitTime("feeds.fetch", new TimeOrder(1.5, null)));

    StandingOrders.Orders read = broker.orders().read();

    assertThat(read.revoked()).containsExactlyInAnyOrder("id-1", "id-2");
    assertThat(read.stamps()).isEqualTo(Map.of("customer", Set.of("\"a\"", "7")));
    assertThat(read.rates()).isEqualTo(Map.of("feeds.fetch", "10/m"));
    assertThat(read.times()).isEqualTo(Map.of("feeds.fetch", new TimeOrder(1.5, null)));
    assertThat(redis.pttl("greenfork:revoked")).isBetween(1L, 10_800_000L);
  }

  @Test
  void forgets_what_is_too_old_or_too_much() throws Exception {
    redis.zadd("greenfork:revoked", 1, "ancient");
    assertThat(broker.orders().read().revoked()).isEmpty();
    Collection<String> many = IntStream.range(0, 50_010).mapToObj(i -> "id-" + i).toList();

    done(broker.orders().revoke(many));
    done(broker.orders().revoke(List.of("last")));

    assertThat(broker.orders().read().revoked()).hasSize(50_000).contains("last");
    assertThat(redis.zscore("greenfork:revoked", "ancient")).isNull();
  }

  @Test
  void writes_again_after_redis_has_forgotten_the_scripts() throws Exception {
    done(broker.orders().revoke(List.of("one")));
    redis.scriptFlush();
    done(broker.orders().revoke(List.of("two")));

    assertThat(broker.orders().read().revoked()).containsExactlyInAnyOrder("one", "two");
  }

  @ParameterizedTest
  @CsvSource({
    "'',true",
    "PENDING,true",
    "RETRY,true",
    "STARTED,false",
    "SUCCESS,false",
    "MINE,false"
  })
  void marks_only_tasks_that_nobody_has_begun(String state, boolean written) throws Exception {
    String key = "celery-task-meta-id";
    if (!state.isEmpty()) {
      redis.set(key, "{\"status\": \"" + state + "\", \"result\": null}");
    }
    byte[] meta = "{\"status\": \"REVOKED\"}".getBytes(StandardCharsets.UTF_8);

    boolean done =
        broker.results().storeIfNotBegun(new StoredResult("id", meta)).toCompletableFuture().join();

    assertThat(done).isEqualTo(written);
    assertThat(redis.get(key).contains("REVOKED")).isEqualTo(written);
  }

  private static void done(CompletionStage<Void> stage) throws Exception {
    stage.toCompletableFuture().get(5, TimeUnit.SECONDS);
  }
}
