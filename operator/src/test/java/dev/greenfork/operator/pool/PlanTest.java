package dev.greenfork.operator.pool;

import static dev.greenfork.operator.TestPools.broker;
import static dev.greenfork.operator.TestPools.pool;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.BrokerStatus;
import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.resources.Broker;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTest {

  private final Broker broker = broker("{redis: {url: 'redis://redis:6379/0'}}");

  @Test
  void without_a_broker_everything_is_left_as_it_is() {
    BrokerView view = BrokerView.of("main", Optional.empty());

    assertThat(view).isEqualTo(new BrokerView.Missing("main"));
    assertThat(Plan.of(pool(), view, true)).isInstanceOf(Plan.Leave.class);
  }

  @Test
  void a_broker_that_nobody_has_looked_at_is_waited_for() {
    assertThat(BrokerView.of("main", Optional.of(broker))).isInstanceOf(BrokerView.Unseen.class);

    status("True", "Reachable", 1L);
    assertThat(BrokerView.of("main", Optional.of(broker)))
        .as("a status of an older generation")
        .isInstanceOf(BrokerView.Unseen.class);
  }

  @Test
  void a_silent_broker_still_gets_its_workers() {
    status("False", "Unreachable", 2L);

    assertThat(Plan.of(pool(), BrokerView.of("main", Optional.of(broker)), false))
        .isInstanceOf(Plan.Bring.class);
  }

  @Test
  void without_its_secret_no_worker_is_started_and_none_that_runs_is_neglected() {
    status("False", "SecretMissing", 2L);
    BrokerView view = BrokerView.of("main", Optional.of(broker));

    assertThat(Plan.of(pool(), view, false)).isInstanceOf(Plan.Leave.class);
    assertThat(Plan.of(pool(), view, true)).isInstanceOf(Plan.Bring.class);
  }

  private void status(String state, String reason, long generation) {
    broker.setStatus(
        new BrokerStatus(
            generation,
            List.of(condition("Ready", state, reason), condition("BrokerReachable", state, reason)),
            null,
            null));
  }

  private static Condition condition(String type, String state, String reason) {
    return new Condition(type, state, reason, "as it is", 1L, "2026-11-23T08:00:00Z");
  }
}
