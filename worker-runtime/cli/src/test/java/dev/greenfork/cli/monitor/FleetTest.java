package dev.greenfork.cli.monitor;

import static dev.greenfork.cli.monitor.Told.batch;
import static dev.greenfork.cli.monitor.Told.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.greenfork.broker.QueueDepth;
import dev.greenfork.protocol.event.EventDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FleetTest {

  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  private final Fleet fleet = new Fleet(START, Set.of("celery"));
  private Instant now = START;

  @Test
  void shows_a_worker_of_greenfork_with_its_slots_and_queues() {
    hear(
        "worker-heartbeat",
        "g@h",
        """
        "freq": 2.0, "active": 3, "processed": 10, "loadavg": [0.5, 1, 2], "sw_ident": "greenfork",
        "sw_ver": "1", "slots": 100, "slots_used": 4, "in_flight": {"feeds": 3}, "tasks": {}
        """);

    FleetView view = fleet.view(now, Map.of("feeds", new QueueDepth(Map.of(0, 7L, 3, 1L))));

    assertThat(view.workers())
        .containsExactly(new FleetView.Worker("g@h", true, 100, 4, 3, 10, 0.0, 0.5, "greenfork 1"));
    assertThat(view.queues())
        .containsExactly(
            new FleetView.Queue("celery", Map.of(), 0),
            new FleetView.Queue("feeds", Map.of(0, 7L, 3, 1L), 3));
    assertThat(view.queues().getLast().readyInAll()).isEqualTo(8);
  }

  @Test
  void shows_a_worker_of_celery_as_far_as_it_tells() {
    hear(
        "worker-online",
        "p@h",
        "\"freq\": 2.0, \"active\": 0, \"processed\": 0, \"sw_ident\": \"py-celery\", \"sw_ver\": \"5.7.0\"");

    assertThat(view().workers())
        .containsExactly(
            new FleetView.Worker("p@h", true, null, null, 0, 0, 0.0, 0.0, "py-celery 5.7.0"));
  }

  @Test
  void takes_a_worker_for_lost_after_two_heartbeats_and_forgets_it_later() {
    hear("worker-heartbeat", "g@h", "\"freq\": 2.0");
    later(4);
    assertThat(view().workers()).singleElement().matches(FleetView.Worker::online);
    later(1);
    assertThat(view().workers()).singleElement().matches(worker -> !worker.online());
    later(60);
    assertThat(view().workers()).isEmpty();
  }

  @Test
  void shows_at_once_that_a_worker_has_left_and_that_it_came_back() {
    hear("worker-heartbeat", "g@h", "\"freq\": 2.0");
    hear("worker-offline", "g@h", "\"freq\": 2.0");
    assertThat(view().workers()).singleElement().matches(worker -> !worker.online());
    hear("worker-online", "g@h", "\"freq\": 2.0");
    assertThat(view().workers()).singleElement().matches(FleetView.Worker::online);
  }

  @Test
  void tells_how_many_tasks_a_worker_starts_in_a_second() {
    for (int i = 0; i <= 20; i++) {
      hear("worker-heartbeat", "g@h", "\"freq\": 2.0, \"processed\": " + 100 * i);
      later(2);
    }

    assertThat(view().workers().getFirst().perSecond()).isCloseTo(50, within(10.0));
    later(30);
    hear("worker-heartbeat", "g@h", "\"freq\": 2.0, \"processed\": 2000");
    assertThat(view().workers().getFirst().perSecond()).isZero();
  }

  @Test
  void keeps_what_a_short_heartbeat_does_not_tell() {
    hear("worker-heartbeat", "p@h", "\"processed\": 1000, \"active\": 3, \"freq\": 2.0");
    later(2);
    hear("worker-heartbeat", "p@h", "\"freq\": 5");
    later(2);
    hear("worker-heartbeat", "p@h", "\"processed\": 1004, \"freq\": 2.0");

    FleetView.Worker worker = view().workers().getFirst();
    assertThat(worker.processed()).isEqualTo(1004);
    assertThat(worker.active()).isEqualTo(3);
    assertThat(worker.perSecond()).isEqualTo(1);
  }

  @Test
  void bears_the_restart_of_a_worker_under_the_same_name() {
    hear("worker-heartbeat", "g@h", "\"processed\": 1000");
    later(2);
    hear("worker-heartbeat", "g@h", "\"processed\": 10");

    FleetView.Worker worker = view().workers().getFirst();
    assertThat(worker.processed()).isEqualTo(10);
    assertThat(worker.perSecond()).isBetween(0.1, 10.0);
  }

  @Test
  void sums_up_what_heartbeats_tell_of_tasks() {
    String work =
        "\"tasks\": {\"a\": {\"count\": 4, \"wall\": 2.0, \"cpu\": 0.5, \"cpu_count\": 2}}";
    hear("worker-heartbeat", "g@h", work);
    hear("worker-heartbeat", "f@h", "\"tasks\": {\"a\": {\"count\": 1, \"wall\": 0.5}}");

    assertThat(view().tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.name()).isEqualTo("a");
              assertThat(task.runs()).isEqualTo(5);
              assertThat(task.wallSeconds()).isEqualTo(0.5);
              assertThat(task.cpuSeconds()).isEqualTo(0.25);
            });
  }

  @Test
  void counts_the_events_of_workers_whose_heartbeats_do_not_tell() {
    hear("worker-online", "p@h", "");
    hear("task-received", "p@h", "\"uuid\": \"1\", \"name\": \"a\"");
    hear("task-received", "p@h", "\"uuid\": \"2\", \"name\": \"a\"");
    hear("task-started", "p@h", "\"uuid\": \"1\"");
    hear("task-started", "p@h", "\"uuid\": \"2\"");
    assertThat(view().tasks()).singleElement().matches(task -> task.running() == 2);
    hear("task-succeeded", "p@h", "\"uuid\": \"1\", \"runtime\": 0.5");
    hear("task-failed", "p@h", "\"uuid\": \"2\"");

    assertThat(view().tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.running()).isZero();
              assertThat(task.runs()).isEqualTo(2);
              assertThat(task.wallSeconds()).isEqualTo(0.5);
              assertThat(task.cpuSeconds()).isNull();
              assertThat(task.failed()).isEqualTo(1);
            });
  }

  @Test
  void counts_no_run_twice_where_both_events_and_heartbeats_tell() {
    hear("worker-online", "g@h", "\"tasks\": {}");
    hear("task-received", "g@h", "\"uuid\": \"1\", \"name\": \"a\"");
    hear("task-retried", "g@h", "\"uuid\": \"1\"");
    hear("worker-heartbeat", "g@h", "\"tasks\": {\"a\": {\"count\": 1, \"wall\": 0.5}}");

    assertThat(view().tasks())
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.runs()).isEqualTo(1);
              assertThat(task.retried()).isEqualTo(1);
            });
  }

  @Test
  void bears_fields_of_any_type() {
    hear(
        "worker-heartbeat",
        "odd@h",
        """
        "freq": "often", "active": [], "processed": {}, "loadavg": "high", "sw_ident": 1,
        "slots": "all", "in_flight": [1], "tasks": {"a": 5, "b": {"count": "x", "cpu": "y"}}
        """);
    hear("worker-heartbeat", "odd@h", "\"freq\": -1e300, \"in_flight\": 3, \"tasks\": []");
    hear("task-received", "odd@h", "\"uuid\": \"1\", \"name\": 7");
    fleet.hear(new EventDecoder.Batch(List.of(), List.of("no type")), now);

    assertThat(view().workers()).hasSize(1);
    assertThat(view().faults()).isEqualTo(1);
  }

  @Test
  void remembers_only_so_many_names_of_strangers() {
    for (int i = 0; i < 3000; i++) {
      hear(
          "worker-heartbeat",
          "w%d@h".formatted(i),
          "\"tasks\": {\"t%d\": {\"count\": 1}}".formatted(i));
    }

    assertThat(view().workers()).hasSize(2000);
    assertThat(view().tasks()).hasSizeLessThanOrEqualTo(2000);
  }

  private void hear(String type, String node, String fields) {
    fleet.hear(batch(event(type, node, fields)), now);
  }

  private void later(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private FleetView view() {
    return fleet.view(now, Map.of());
  }
}
