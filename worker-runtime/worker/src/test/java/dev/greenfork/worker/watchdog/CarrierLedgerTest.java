package dev.greenfork.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CarrierLedgerTest {

  private final CarrierLedger ledger = new CarrierLedger(Map.of("a", 100L));

  @Test
  void keeps_what_a_carrier_used_for_whoever_is_seen_there_next() {
    ledger.update(Map.of("a", 110L, "b", 5L));
    ledger.update(Map.of("a", 130L, "b", 5L));

    assertThat(ledger.used("a")).isEqualTo(20);
    assertThat(ledger.used()).isEqualTo(20);
    assertThat(ledger.claim("a")).isEqualTo(30);
    assertThat(ledger.claim("a")).as("claimed before").isZero();
    assertThat(ledger.claim("b")).isEqualTo(5);
    assertThat(ledger.claim("c")).isZero();
  }

  @Test
  void forgets_a_carrier_that_is_gone() {
    ledger.update(Map.of("a", 110L));
    ledger.update(Map.of("b", 1L));

    assertThat(ledger.claim("a")).isZero();
    assertThat(ledger.used("a")).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "VirtualThread[#21]/runnable@ForkJoinPool-1-worker-1, ForkJoinPool-1-worker-1",
    "'VirtualThread[#21,a@b]/timed_waiting@ForkJoinPool-1-worker-3', ForkJoinPool-1-worker-3",
    "'VirtualThread[#21,a@b]/runnable',",
    "VirtualThread[#21]/waiting,"
  })
  void reads_the_carrier_from_the_name_of_a_thread(String thread, String carrier) {
    assertThat(ThreadLookout.carrier(thread)).isEqualTo(carrier);
  }
}
