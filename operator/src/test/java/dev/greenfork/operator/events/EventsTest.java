package dev.greenfork.operator.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.kubernetes.api.model.Event;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventsTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final WorkerPool pool = TestPools.pool();

  @Test
  void the_same_reason_finds_its_event_again_and_counts_it_up() {
    Happening first = Happening.warning("BrokerMissing", "there is no Broker named main");
    Happening again = Happening.warning("BrokerMissing", "there is no Broker named other");
    String name = Events.name(pool, first);

    Event one = Events.next(null, pool, name, first, MORNING);
    Event two = Events.next(one, pool, Events.name(pool, again), again, NOON);

    assertThat(two.getMetadata().getName()).isEqualTo(name);
    assertThat(two.getCount()).isEqualTo(2);
    assertThat(two.getFirstTimestamp()).isEqualTo("2026-11-23T08:00:00Z");
    assertThat(two.getLastTimestamp()).isEqualTo("2026-11-23T12:00:00Z");
    assertThat(two.getMessage()).endsWith("other");
    assertThat(two.getInvolvedObject().getUid()).isEqualTo("1-2-3");
  }

  @Test
  void another_reason_is_another_event() {
    assertThat(Events.name(pool, Happening.normal("Scaled", "")))
        .isNotEqualTo(Events.name(pool, Happening.normal("Created", "")));
  }
}
