package dev.greenfork.cli.events;

import static dev.greenfork.cli.monitor.Told.event;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class EventLineTest {

  private final EventLine line = new EventLine(ZoneOffset.UTC);

  @Test
  void names_the_task_in_all_its_events() {
    String received =
        line.of(
            event(
                "task-received",
                "w@h",
                "\"uuid\": \"7\", \"name\": \"feeds.fetch\", \"args\": \"(1,)\", \"eta\": null"));
    String succeeded =
        line.of(event("task-succeeded", "w@h", "\"uuid\": \"7\", \"runtime\": 0.12345"));

    assertThat(received)
        .isEqualTo("10:00:00.123 w@h                  task-received    feeds.fetch[7] args=(1,)");
    assertThat(succeeded).endsWith("task-succeeded   feeds.fetch[7] runtime=0.123s");
  }

  @Test
  void writes_times_in_json_with_all_digits() {
    assertThat(EventLine.json(event("x", "w", "\"timestamp\": 1.7954378958633332E9")))
        .isEqualTo("{\"timestamp\":1795437895.863333,\"type\":\"x\",\"hostname\":\"w\"}");
  }

  @Test
  void shows_a_task_whose_name_was_never_told() {
    assertThat(line.of(event("task-started", "w@h", "\"uuid\": \"7\""))).endsWith("?[7]");
  }

  @Test
  void keeps_what_strangers_write_on_one_line_and_short() {
    String shown =
        line.of(
            event(
                "worker-odd",
                "w\u001b[31m\n",
                "\"x\": \"%s\", \"y\": {}".formatted("z".repeat(999))));

    assertThat(shown).doesNotContain("\u001b", "\n", "y=").hasSizeLessThan(300).endsWith("z...");
  }
}
