package dev.greenfork.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CarrierSupplyTest {

  private final CarrierSupply supply = new CarrierSupply(4, 8);
  private long now;

  @Test
  void adds_a_carrier_for_each_that_is_held_up_to_a_bound() {
    assertThat(supply.wanted(0, now)).isEqualTo(4);
    assertThat(supply.wanted(2, now)).isEqualTo(6);
    assertThat(supply.isExhausted()).isFalse();
    assertThat(supply.wanted(9, now)).isEqualTo(8);
    assertThat(supply.isExhausted()).isTrue();
  }

  @Test
  void takes_them_away_when_they_were_not_needed_for_a_while() {
    supply.wanted(3, now);
    now += Duration.ofSeconds(9).toNanos();
    assertThat(supply.wanted(1, now)).isEqualTo(7);
    now += Duration.ofSeconds(2).toNanos();

    assertThat(supply.wanted(1, now)).isEqualTo(5);
    assertThat(supply.extra()).isEqualTo(1);
  }

  @Test
  void adds_for_carriers_that_nobody_known_holds_while_nothing_begins() {
    Jam jam = new Jam();

    assertThat(jam.held(true, 7, now)).isZero();
    now += Duration.ofMillis(400).toNanos();
    assertThat(jam.held(true, 8, now)).as("one began").isZero();
    now += Duration.ofMillis(400).toNanos();
    assertThat(jam.held(true, 8, now)).isZero();
    now += Duration.ofMillis(200).toNanos();
    assertThat(jam.held(true, 8, now)).isEqualTo(1);
    now += Duration.ofMillis(600).toNanos();
    assertThat(jam.held(true, 8, now)).isEqualTo(2);
    assertThat(jam.held(false, 8, now)).isZero();
  }
}
