package dev.greenfork.protocol.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

final class EventEncoderTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.000042Z");

  private final EventEncoder encoder = new EventEncoder("w1@example", 4711);

  static Stream<TaskEvent> tasks() {
    TaskEvent.Shown shown =
        new TaskEvent.Shown("id", "demo.add", "(1, 2)", "{}", "id", null, 0, null, null);
    TaskEvent.Shown sent =
        new TaskEvent.Shown("id", "demo.add", "(1, 2)", "{}", "id", null, 0, null, null);
    return Stream.of(
        new TaskEvent.Sent(sent, "golden", "", "golden"),
        new TaskEvent.Received(shown),
        new TaskEvent.Started("id"),
        new TaskEvent.Succeeded("id", "3", 0.00639),
        new TaskEvent.Failed("id", "ValueError('no')", "Traceback\n"),
        new TaskEvent.Retried("id", "KeyError('first')", "Traceback\n"),
        new TaskEvent.Revoked("id", false, null, true));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void writes_the_fields_and_types_that_celery_writes(TaskEvent event) {
    byte[] golden = GoldenEvents.envelope(event.type());

    byte[] ours = encoder.tasks(List.of(new Stamped<>(event, 7, NOW)));

    assertThat(GoldenEvents.shape(GoldenEvents.event(ours))).isEqualTo(withoutOffset(golden));
  }

  @ParameterizedTest
  @EnumSource(WorkerEvent.Kind.class)
  void writes_what_celery_says_of_a_worker(WorkerEvent.Kind kind) {
    byte[] golden = GoldenEvents.envelope(kind.type());

    byte[] ours = encoder.worker(new Stamped<>(worker(kind, null), 7, NOW));

    assertThat(GoldenEvents.shape(GoldenEvents.event(ours))).isEqualTo(withoutOffset(golden));
  }

  @Test
  void writes_times_with_all_digits_and_names_the_node_in_the_headers() {
    byte[] ours = encoder.tasks(List.of(new Stamped<>(new TaskEvent.Started("id"), 7, NOW)));

    JsonNode event = GoldenEvents.event(ours);
    assertThat(event.get("timestamp").decimalValue()).isEqualTo("1795428000.000042");
    assertThat(event.get("clock").asLong()).isEqualTo(7);
    assertThat(event.get("pid").asLong()).isEqualTo(4711);
    assertThat(GoldenEvents.content(ours).headers().get("hostname").textValue())
        .isEqualTo("w1@example");
  }

  @Test
  void adds_the_state_of_the_pool_to_heartbeats() {
    WorkerEvent.Work measured =
        new WorkerEvent.Work(
            3, Duration.ofMillis(1500), new WorkerEvent.Cpu(2, Duration.ofMillis(300)));
    WorkerEvent.Work unmeasured = new WorkerEvent.Work(1, Duration.ofNanos(1_234_567), null);
    WorkerEvent.Slots slots =
        new WorkerEvent.Slots(
            "green",
            100,
            5,
            Map.of("q", 4),
            new TreeMap<>(Map.of("a", measured, "b", unmeasured)),
            9);

    JsonNode event =
        GoldenEvents.event(
            encoder.worker(new Stamped<>(worker(WorkerEvent.Kind.HEARTBEAT, slots), 7, NOW)));

    assertThat(event.get("pool").textValue()).isEqualTo("green");
    assertThat(event.get("slots").intValue()).isEqualTo(100);
    assertThat(event.get("slots_used").intValue()).isEqualTo(5);
    assertThat(event.get("in_flight")).hasToString("{\"q\":4}");
    assertThat(event.get("tasks"))
        .hasToString(
            "{\"a\":{\"count\":3,\"wall\":1.5,\"cpu\":0.3,\"cpu_count\":2},"
                + "\"b\":{\"count\":1,\"wall\":0.001235}}");
    assertThat(event.get("tasks_left").intValue()).isEqualTo(9);
  }

  private static WorkerEvent worker(WorkerEvent.Kind kind, WorkerEvent.@Nullable Slots slots) {
    return new WorkerEvent(
        kind,
        Duration.ofSeconds(2),
        new WorkerEvent.Activity(1, 2, slots),
        List.of(0.5, 0.25, 0.125),
        new WorkerEvent.Software("greenfork", "1.0", "Linux"));
  }

  private static Map<String, String> withoutOffset(byte[] golden) {
    Map<String, String> shape = GoldenEvents.shape(GoldenEvents.event(golden));
    assertThat(shape.remove("utcoffset")).isEqualTo("float");
    return shape;
  }
}
