package dev.greenfork.worker.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Fanout;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class WorkerEventsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  private final WorkerMetrics metrics = new WorkerMetrics();
  private final Air air = new Air();
  private final TaskEvents events =
      new TaskEvents(new LamportClock(), () -> NOW, metrics, Set.of("silent"));
  private final WorkerEvents worker =
      WorkerEvents.to(
          new WorkerEvents.Destination(air, "w1@example", "green", Duration.ofMillis(200)),
          events,
          new Vitals(
              new TaskTally(),
              new RunningTasks(new Deaf(), new Gate(new Revocations(() -> NOW), () -> NOW)),
              new Waiting(() -> NOW, new ResourceLimits(List.of())),
              new Slots(7),
              () -> List.of("feeds")),
          metrics);

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void tells_that_the_worker_comes_lives_and_goes() {
    worker.start();
    await().until(() -> air.of("worker-heartbeat").size() >= 2);
    worker.close();

    assertThat(air.heard.getFirst().type()).isEqualTo("worker-online");
    assertThat(air.heard.getLast().type()).isEqualTo("worker-offline");
    assertThat(air.of("worker-heartbeat"))
        .allSatisfy(
            beat -> {
              assertThat(beat.number("freq")).hasValue(0.2);
              assertThat(beat.number("slots")).hasValue(7);
              assertThat(beat.fields().get("in_flight")).hasToString("{\"feeds\":0}");
              assertThat(beat.hostname()).isEqualTo("w1@example");
            });
  }

  @Test
  void says_that_it_goes_even_while_a_heartbeat_is_on_its_way() throws Exception {
    air.slow = new CompletableFuture<>();
    worker.start();
    await().until(() -> !air.of("worker-online").isEmpty());
    Thread closer = Thread.ofPlatform().start(worker::close);
    await().until(() -> closer.getState() == Thread.State.TIMED_WAITING);
    air.slow.complete(null);

    assertThat(closer.join(Duration.ofSeconds(10))).isTrue();
    assertThat(air.heard.getLast().type()).isEqualTo("worker-offline");
  }

  @Test
  void sends_a_heartbeat_when_asked() {
    worker.start();
    worker.heartbeat();

    await()
        .untilAsserted(
            () ->
                assertThat(air.of("worker-heartbeat"))
                    .anySatisfy(beat -> assertThat(beat.number("freq")).hasValue(5)));
  }

  @Test
  void notes_nothing_until_it_is_enabled() {
    worker.start();
    revoke("1");
    assertThat(worker.enable()).isTrue();
    assertThat(worker.enable()).isFalse();
    revoke("2");
    await().until(() -> air.of("task-revoked").size() == 1);
    assertThat(worker.disable()).isTrue();
    assertThat(worker.disable()).isFalse();
    revoke("3");
    worker.close();

    assertThat(air.of("task-revoked")).extracting(Event::uuid).containsExactly("2");
  }

  @Test
  void tells_nothing_of_a_task_that_is_declared_so() {
    worker.start();
    worker.enable();
    events.rejected(Messages.message("silent", "1", "[]"), false);
    events.rejected(Messages.message("other", "2", "[]"), false);
    worker.close();

    assertThat(air.of("task-rejected")).extracting(Event::uuid).containsExactly("2");
  }

  @Test
  void publishes_all_that_was_noted_before_its_end() {
    worker.enable();
    for (int i = 0; i < 1000; i++) {
      revoke(String.valueOf(i));
    }
    worker.start();
    worker.close();

    assertThat(air.of("task-revoked")).hasSize(1000);
    assertThat(air.messages).hasSizeLessThan(20);
    assertThat(metric("published")).isEqualTo(1000);
  }

  @Test
  void counts_what_the_broker_did_not_take_and_goes_on() {
    worker.enable();
    air.broken = true;
    worker.start();
    revoke("1");
    await().until(() -> metric("dropped") == 1);
    air.broken = false;
    revoke("2");

    await().until(() -> air.of("task-revoked").size() == 1);
    assertThat(metric("published")).isEqualTo(1);
  }

  @Test
  void drops_and_counts_what_finds_the_buffer_full() {
    worker.enable();
    for (int i = 0; i < 20_010; i++) {
      revoke(String.valueOf(i));
    }

    assertThat(metric("dropped")).isEqualTo(10);
  }

  private void revoke(String id) {
    events.revoked(Messages.message("task", id, "[]"), Revocation.REVOKED);
  }

  private double metric(String outcome) {
    String start = "greenfork_events_total{outcome=\"" + outcome + "\"} ";
    return new String(metrics.text(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(start.length())))
        .findFirst()
        .orElse(0);
  }

  /** A broker that keeps what it is told, or takes nothing. */
  private static final class Air implements Fanout {

    private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
    private final List<Event> heard = new CopyOnWriteArrayList<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private volatile boolean broken;
    private volatile CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);

    List<Event> of(String type) {
      return heard.stream().filter(event -> event.type().equals(type)).toList();
    }

    @Override
    public CompletionStage<Void> publish(String exchange, String routingKey, byte[] envelope) {
      if (broken) {
        return CompletableFuture.failedFuture(new BrokerUnavailableException("away"));
      }
      messages.add(routingKey);
      heard.addAll(decoder.decode(envelope).events());
      return slow;
    }

    @Override
    public Subscription subscribe(String exchange, String routing, Listener listener) {
      throw new UnsupportedOperationException("nobody listens here");
    }
  }

  private static final class Deaf implements TaskRun.Listener {
    @Override
    public void ended(TaskRun run, Outcome outcome) {}

    @Override
    public void handedBack(TaskRun run) {}
  }
}
