package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Endpoint;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClaimIT extends RedisTest {

  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final BrokerOwner OURS = new BrokerOwner("team-a", "main");
  private static final BrokerOwner THEIRS = new BrokerOwner("team-b", "main");

  @Test
  void the_first_namespace_keeps_the_queues_and_others_hear_who_it_is() {
    assertThat(broker.claim(OURS, LIFE)).isEqualTo(OURS);
    assertThat(broker.claim(THEIRS, LIFE)).isEqualTo(OURS);
    assertThat(redis.pttl("greenfork:owner")).isBetween(1L, LIFE.toMillis());
  }

  @Test
  void claiming_again_prolongs_the_claim() {
    broker.claim(OURS, Duration.ofSeconds(5));
    broker.claim(OURS, LIFE);

    assertThat(redis.pttl("greenfork:owner")).isGreaterThan(60_000);
  }

  @Test
  void a_namespace_whose_name_begins_like_the_owners_is_another() {
    broker.claim(new BrokerOwner("team", "main"), LIFE);

    assertThat(broker.claim(new BrokerOwner("team-a", "main"), LIFE).namespace()).isEqualTo("team");
  }

  @Test
  void another_key_prefix_is_another_claim() {
    broker.claim(OURS, LIFE);
    BrokerSettings prefixed = BrokerSettings.of(Endpoint.of(server.url(), "b:"), null);

    try (RedisBroker other = Testbed.broker(prefixed)) {
      assertThat(other.claim(THEIRS, LIFE)).isEqualTo(THEIRS);
    }
  }

  @Test
  void a_full_redis_is_claimed_the_next_time() {
    redis.configSet("maxmemory", "1");
    assertThat(broker.claim(OURS, LIFE)).isEqualTo(OURS);
    assertThat(redis.exists("greenfork:owner")).isFalse();
    redis.configSet("maxmemory", "0");

    assertThat(broker.claim(THEIRS, LIFE)).isEqualTo(THEIRS);
  }
}
