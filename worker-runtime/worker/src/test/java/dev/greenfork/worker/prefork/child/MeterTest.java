package dev.greenfork.worker.prefork.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.worker.prefork.frames.Frame;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class MeterTest {

  private final Meter meter = new Meter();

  @Test
  void tells_a_run_that_sleeps_from_one_that_computes_however_busy_the_machine_is()
      throws Exception {
    meter.begin();
    long begin = System.nanoTime();
    Thread.sleep(50);
    long slept = System.nanoTime() - begin;
    Frame.Used sleeps = meter.end("a");
    meter.begin();
    begin = System.nanoTime();
    while (System.nanoTime() - begin < Duration.ofMillis(200).toNanos()) {
      Thread.onSpinWait();
    }
    long burnt = System.nanoTime() - begin;
    Frame.Used burns = meter.end("b");

    assertThat(sleeps.first()).isTrue();
    assertThat(sleeps.cpuNanos()).isLessThan(slept / 2);
    assertThat(burns.cpuNanos() + burns.delayNanos()).isGreaterThan(burnt / 2);
  }

  @Test
  void knows_the_first_run_of_each_task_and_what_a_run_allocates() {
    meter.begin();
    byte[] some = new byte[1 << 20];
    Frame.Used first = meter.end("a");
    meter.begin();
    Frame.Used second = meter.end("a");

    assertThat(some).hasSize(1 << 20);
    assertThat(first.bytes()).isGreaterThanOrEqualTo(1 << 20);
    assertThat(first.first()).isTrue();
    assertThat(second.first()).isFalse();
    assertThat(second.bytes()).isLessThan(1 << 20);
  }
}
