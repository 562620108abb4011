package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static final Duration SOON = Duration.ofMillis(500);

  private final Backoff backoff = new Backoff();

  @Test
  void replaces_a_child_that_worked_at_once_however_often_that_happens() {
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.died(1, SOON)).isZero();
      assertThat(backoff.isLooping()).isFalse();
    }
    assertThat(backoff.died(0, Duration.ofMinutes(1))).as("it waited for tasks").isZero();
  }

  @Test
  void waits_ever_longer_while_children_die_one_after_the_other() {
    assertThat(backoff.died(0, SOON)).isZero();
    assertThat(backoff.died(0, SOON)).hasMillis(100);
    assertThat(backoff.isLooping()).isFalse();
    assertThat(backoff.notReady()).hasMillis(400);
    assertThat(backoff.isLooping()).isTrue();
    for (int i = 0; i < 100; i++) {
      var _ = backoff.notReady();
    }
    assertThat(backoff.notReady()).hasSeconds(10);
  }

  @Test
  void forgets_once_a_child_works() {
    for (int i = 0; i < 10; i++) {
      var _ = backoff.notReady();
    }

    assertThat(backoff.died(1, SOON)).isZero();
    assertThat(backoff.isLooping()).isFalse();
    assertThat(backoff.notReady()).hasMillis(200);
    backoff.ended();
    assertThat(backoff.notReady()).hasMillis(100);
  }
}
