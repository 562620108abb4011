package dev.greenfork.worker.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class LogLineTest {

  private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> TASK =
      Map.of("task_id", "1", "task_name", "feeds.fetch");

  @Test
  void writes_a_line_for_people() {
    assertThat(new TextLine().apply(line("hello", TASK, null)))
        .isEqualTo("2026-01-02T03:04:05.000Z INFO  b feeds.fetch[1] hello");
  }

  @Test
  void keeps_a_stack_trace_and_a_forged_line_on_one_line() {
    assertThat(new TextLine().apply(line("x\n2026 ERROR forged", Map.of(), "E: y\n\tat a.b\n")))
        .isEqualTo("2026-01-02T03:04:05.000Z INFO  b x 2026 ERROR forged | E: y | at a.b");
  }

  @Test
  void writes_one_json_object_for_machines() throws Exception {
    String json = new JsonLine().apply(line("a \"b\"\n\u0001", TASK, "E: y\n"));

    JsonNode tree = new ObjectMapper().readTree(json);
    assertThat(json).doesNotContain("\n");
    assertThat(tree.get("time").textValue()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(tree.get("message").textValue()).isEqualTo("a \"b\"\n\u0001");
    assertThat(tree.get("task_name").textValue()).isEqualTo("feeds.fetch");
    assertThat(tree.get("exception").textValue()).isEqualTo("E: y\n");
  }

  private static LogLine line(
      String message, Map<String, String> fields, @Nullable String exception) {
    return new LogLine(TIME, "INFO", new LogLine.Source("a.b", "main"), message, fields, exception);
  }
}
