package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.BrokerProbe;
import dev.greenfork.decisions.resources.BrokerStatus;
import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.Broker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BrokerStatusesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

  private final Broker broker = TestPools.broker("{redis: {url: 'redis://redis:6379/0'}}");

  @Test
  void a_redis_that_answers_and_keeps_is_ready_and_safe() {
    BrokerStatus status = see(answer("noeviction", true));

    assertThat(condition(status, "Ready").holds()).isTrue();
    assertThat(condition(status, "BrokerReachable").holds()).isTrue();
    assertThat(condition(status, "DataSafe").holds()).isTrue();
    assertThat(status.address()).isEqualTo("redis://redis:6379/0");
    assertThat(status.observedGeneration()).isEqualTo(2);
  }

  @Test
  void a_redis_that_evicts_is_warned_of() {
    Condition safe = condition(see(answer("allkeys-lru", true)), "DataSafe");

    assertThat(safe.holds()).isFalse();
    assertThat(safe.reason()).isEqualTo("MayEvict");
    assertThat(safe.message()).contains("allkeys-lru").contains("noeviction");
  }

  @Test
  void a_redis_without_a_disk_is_warned_of_and_still_ready() {
    BrokerStatus status = see(answer("noeviction", false));

    assertThat(condition(status, "DataSafe").reason()).isEqualTo("NotPersistent");
    assertThat(condition(status, "Ready").holds()).isTrue();
  }

  @Test
  void a_missing_secret_keeps_new_workers_away_and_a_silent_redis_does_not() {
    Condition missing =
        condition(see(new Sight.Incomplete("SecretMissing", "there is no Secret")), "Ready");
    Condition silent = condition(see(new Sight.Silent("connection refused")), "Ready");

    assertThat(BrokerConditions.keepsWorkersAway(missing)).isTrue();
    assertThat(BrokerConditions.keepsWorkersAway(silent)).isFalse();
    assertThat(silent.reason()).isEqualTo("Unreachable");
  }

  @Test
  void a_redis_that_another_namespace_claimed_gets_no_workers_from_here() {
    BrokerStatus status =
        see(new Sight.Claimed(new BrokerOwner("team-a", "main"), "redis://redis:6379/0"));
    Condition ready = condition(status, "Ready");

    assertThat(ready.reason()).isEqualTo("Claimed");
    assertThat(ready.message())
        .contains("redis://redis:6379/0 is claimed by the Broker team-a/main")
        .contains("keyPrefix of its own");
    assertThat(BrokerConditions.keepsWorkersAway(ready)).isTrue();
    assertThat(condition(status, "BrokerReachable").holds()).isTrue();
  }

  @Test
  void where_it_was_last_seen_stays_on_show_while_it_is_silent() {
    broker.setStatus(see(answer("noeviction", true)));

    assertThat(see(new Sight.Silent("connection refused")).address())
        .isEqualTo("redis://redis:6379/0");
  }

  @Test
  void seeing_the_same_again_gives_the_same_status() {
    broker.setStatus(see(answer("noeviction", true)));

    assertThat(BrokerStatuses.next(broker, answer("noeviction", true), NOW.plusSeconds(60)))
        .isEqualTo(broker.getStatus());
  }

  @Test
  void an_address_shows_neither_user_nor_password() {
    assertThat(Prober.address(URI.create("rediss://ann:secret@redis/3")))
        .isEqualTo("rediss://redis:6379/3");
  }

  private BrokerStatus see(Sight sight) {
    return BrokerStatuses.next(broker, sight, NOW);
  }

  private static Sight answer(String policy, boolean persistent) {
    return new Sight.Answered(
        new BrokerProbe("7.0.15", policy, persistent, Duration.ofMillis(1)),
        "redis://redis:6379/0");
  }

  private static Condition condition(BrokerStatus status, String type) {
    return status.condition(type).orElseThrow();
  }
}
