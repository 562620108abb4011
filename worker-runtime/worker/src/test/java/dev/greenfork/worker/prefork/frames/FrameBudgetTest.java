package dev.greenfork.worker.prefork.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class FrameBudgetTest {

  private static final int LARGE = 1 << 20;

  private final FrameBudget budget = new FrameBudget(3 * LARGE);

  @Test
  void counts_large_frames_until_they_are_closed_and_small_ones_never() throws IOException {
    try (FrameBudget.Share _ = take(LARGE);
        FrameBudget.Share second = take(LARGE);
        FrameBudget.Share _ = take(FrameBudget.FREE)) {
      assertThat(budget.used()).isEqualTo(2 * LARGE);
      second.close();
      assertThat(budget.used()).isEqualTo(LARGE);
    }
    assertThat(budget.used()).as("closed twice, given back once").isZero();
  }

  @Test
  void lets_a_frame_wait_until_there_is_room() throws IOException {
    FrameBudget.Share first = take(2 * LARGE);
    CompletableFuture<FrameBudget.Share> next =
        CompletableFuture.supplyAsync(() -> later(2 * LARGE));

    assertThat(next).isNotDone();
    first.close();

    await().until(next::isDone);
    assertThat(budget.used()).isEqualTo(2 * LARGE);
  }

  @Test
  void lets_a_frame_in_alone_that_is_larger_than_the_budget() throws IOException {
    try (FrameBudget.Share _ = take(10 * LARGE)) {
      assertThat(budget.used()).isEqualTo(3 * LARGE);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void gives_up_waiting_for_a_connection_that_was_closed() throws IOException {
    try (FrameBudget.Share _ = take(3 * LARGE)) {
      assertThatThrownBy(() -> budget.take(LARGE, () -> false)).isInstanceOf(EOFException.class);
    }
    assertThat(budget.used()).isZero();
  }

  private FrameBudget.Share take(int bytes) throws IOException {
    return budget.take(bytes, () -> true);
  }

  private FrameBudget.Share later(int bytes) {
    try {
      return take(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
