package dev.greenfork.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WorkReportTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void reads_what_a_worker_writes() {
    WorkDetail detail =
        new WorkDetail(
            1,
            2,
            3,
            4_000_000,
            new WorkDetail.Spread(
                new TreeMap<>(Map.of(0, 5L, 21, 6L)),
                new TreeMap<>(Map.of(7, 11L)),
                new TreeMap<>(Map.of(19, 11L))));
    WorkerEvent.Work work =
        new WorkerEvent.Work(
            11, Duration.ofMillis(1500), new WorkerEvent.Cpu(9, Duration.ofMillis(300)), detail);
    WorkerEvent.Work plain =
        new WorkerEvent.Work(
            2, Duration.ofMillis(15), new WorkerEvent.Cpu(2, Duration.ofMillis(3)));
    Map<String, WorkerEvent.Work> tasks = Map.of("a", work, "b", plain);
    WorkerEvent event =
        new WorkerEvent(
            WorkerEvent.Kind.HEARTBEAT,
            Duration.ofSeconds(2),
            new WorkerEvent.Activity(
                0, 11, new WorkerEvent.Slots("prefork", 2, 0, Map.of(), tasks, 0)),
            List.of(),
            new WorkerEvent.Software("greenfork", "1", "Linux"));

    byte[] sent = new EventEncoder("w@h", 1).worker(new Stamped<>(event, 1, NOW));
    Event heard = new EventDecoder(Limits.DEFAULT).decode(sent).events().getFirst();

    assertThat(WorkReport.of(heard)).contains(new WorkReport("prefork", tasks));
  }

  @Test
  void says_nothing_about_workers_that_tell_of_no_tasks() throws Exception {
    assertThat(WorkReport.of(event("{}"))).isEmpty();
    assertThat(WorkReport.of(event("{\"pool\": \"green\"}"))).isEmpty();
    assertThat(WorkReport.of(event("{\"pool\": \"green\", \"tasks\": {}}"))).isEmpty();
    assertThat(WorkReport.of(event("{\"pool\": 7, \"tasks\": {\"a\": {}}}"))).isEmpty();
  }

  @Test
  void leaves_out_what_makes_no_sense() throws Exception {
    String odd =
        """
        {"pool": "green", "tasks": {"a": {"count": -3, "wall": "long", "cpu": 1e300,
         "hogs": 1e30, "wall_hist": [1, 2, 3], "cpu_hist": {"1": 2}, "share_hist": ["x", 1]},
         "b": 17}}""";

    WorkReport report = WorkReport.of(event(odd)).orElseThrow();

    WorkerEvent.Work a = Objects.requireNonNull(report.tasks().get("a"));
    assertThat(a.count()).isZero();
    assertThat(a.wall()).isZero();
    assertThat(a.detail().hogs()).isZero();
    assertThat(a.detail().spread().wall()).isEqualTo(Map.of(1, 2L));
    assertThat(a.detail().spread().cpu()).isEmpty();
    assertThat(a.detail().spread().share()).isEmpty();
    assertThat(report.tasks().get("b")).isEqualTo(new WorkerEvent.Work(0, Duration.ZERO, null));
  }

  private static Event event(String fields) throws JsonProcessingException {
    return new Event(
        "worker-heartbeat", "w@h", NOW, (ObjectNode) new ObjectMapper().readTree(fields));
  }
}
