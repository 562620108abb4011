package dev.greenfork.worker.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.protocol.event.Stamped;
import dev.greenfork.protocol.event.TaskEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventBufferTest {

  private final EventBuffer buffer = new EventBuffer(100);

  @Test
  void gives_events_in_their_order_and_takes_no_more_than_it_has_room_for() {
    for (int i = 0; i < 100; i++) {
      assertThat(buffer.add(event(i))).isTrue();
    }
    assertThat(buffer.add(event(100))).isFalse();

    assertThat(buffer.take(60)).extracting(Stamped::clock).startsWith(0L, 1L).hasSize(60);
    assertThat(buffer.add(event(101))).isTrue();
    assertThat(buffer.take(100)).hasSize(41);
    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void ends_a_wait_when_an_event_comes() throws InterruptedException {
    Thread reader = Thread.ofPlatform().unstarted(() -> buffer.await(Duration.ofMinutes(1)));
    buffer.readBy(reader);
    reader.start();
    await().until(() -> reader.getState() == Thread.State.TIMED_WAITING);

    buffer.add(event(1));

    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void does_not_wait_while_there_are_events_or_after_a_wake_up() {
    buffer.readBy(Thread.currentThread());
    buffer.add(event(1));
    buffer.await(Duration.ofMinutes(1));
    buffer.take(1);

    buffer.wake();
    buffer.await(Duration.ofMinutes(1));

    assertThat(buffer.isEmpty()).isTrue();
  }

  @Test
  void loses_nothing_between_many_threads() throws InterruptedException {
    EventBuffer large = new EventBuffer(1_000_000);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      writers.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int n = 0; n < 20_000; n++) {
                      large.add(event(n));
                    }
                  }));
    }
    large.readBy(Thread.currentThread());
    int taken = 0;
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (taken < 80_000 && System.nanoTime() < end) {
      large.await(Duration.ofSeconds(1));
      taken += large.take(1000).size();
    }
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(taken).isEqualTo(80_000);
  }

  private static Stamped<TaskEvent> event(long clock) {
    return new Stamped<>(new TaskEvent.Started("id"), clock, Instant.EPOCH);
  }
}
