package dev.greenfork.operator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.decisions.scaling.ServiceTime;
import dev.greenfork.protocol.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class BeatsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final ObjectMapper json = new ObjectMapper();
  private final Beats beats = new Beats();

  @Test
  void learns_how_long_tasks_take_in_a_pool() throws Exception {
    beat("a@1", 10, "\"fetch\": {\"count\": 10, \"wall\": 20}", NOW);
    beat("a@2", 30, "\"fetch\": {\"count\": 30, \"wall\": 30}", NOW);
    beat("b@1", 1, "\"fetch\": {\"count\": 1, \"wall\": 999}", NOW);

    ServiceTime fetch = Objects.requireNonNull(beats.services(List.of("a"), NOW).get("fetch"));
    assertThat(fetch.mean()).isCloseTo(1.25, within(1e-9));
    assertThat(fetch.samples()).isCloseTo(40, within(1e-9));
    assertThat(beats.services(List.of("a"), NOW.plus(Duration.ofMinutes(10))).get("fetch"))
        .satisfies(old -> assertThat(old.samples()).isCloseTo(20, within(1e-9)));
  }

  @Test
  void counts_what_left_a_queue_from_the_second_heartbeat_on() throws Exception {
    beat("a@1", 100, "", NOW);
    assertThat(beats.departed(List.of("a"), "q")).isZero();
    beat("a@1", 140, "", NOW);
    assertThat(beats.departed(List.of("a"), "q")).isCloseTo(40, within(1e-9));
    // A new process with the same name.
    beat("a@1", 5, "", NOW);
    assertThat(beats.departed(List.of("a"), "q")).isCloseTo(45, within(1e-9));
  }

  private void beat(String node, long processed, String tasks, Instant now)
      throws JsonProcessingException {
    String text =
        """
        {"type": "worker-heartbeat", "hostname": "%s", "processed": %d, "in_flight": {"q": 3}, "tasks": {%s}}"""
            .formatted(node, processed, tasks);
    ObjectNode fields = (ObjectNode) json.readTree(text);
    beats.hear(new Event("worker-heartbeat", node, now, fields), now);
  }
}
