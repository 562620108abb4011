package dev.greenfork.cli.top;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.cli.monitor.FleetView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TopPageTest {

  private final TopPage page = new TopPage("redis", ZoneOffset.UTC);

  @Test
  void shows_workers_queues_and_tasks() {
    FleetView view =
        view(
            List.of(
                new FleetView.Worker("g@h", true, 100, 4, 3, 1234, 56.7, 0.55, "greenfork 1"),
                new FleetView.Worker("p@h", false, null, null, 0, 9, 0, 1.5, "py-celery 5.7.0")),
            List.of(
                new FleetView.Queue("feeds", new TreeMap<>(Map.of(0, 7L, 3, 1L)), 3),
                new FleetView.Queue("away", Map.of(), 0)),
            List.of(new FleetView.Task("feeds.fetch", 40, 12.3, 0.31, 0.0021, 3, 1, 2)));

    assertThat(String.join("\n", page.whole(view)))
        .isEqualTo(
            """
            greenfork top  10:00:00  redis  1 of 2 workers online, 57 tasks/s

            WORKER  STATUS   SLOTS  USED  ACTIVE  STARTED  PER S  LOAD  SOFTWARE
            g@h     online   100    4     3       1234     57     0.6   greenfork 1
            p@h     offline  -      -     0       9        0.0    1.5   py-celery 5.7.0

            QUEUE  READY  BY PRIORITY  IN FLIGHT
            feeds  8      0:7 3:1      3
            away   ?      -            0

            TASK         RUNS  PER S  WALL    CPU     RUNNING  FAILED  RETRIED
            feeds.fetch  40    12     0.31 s  2.1 ms  3        1       2""");
  }

  @Test
  void fits_any_terminal() {
    FleetView view =
        view(
            IntStream.range(0, 50)
                .mapToObj(
                    i -> new FleetView.Worker("w" + i, true, 1, 1, 1, 1, 1, 1, "x".repeat(200)))
                .toList(),
            IntStream.range(0, 50)
                .mapToObj(i -> new FleetView.Queue("q" + i, Map.of(), 0))
                .toList(),
            IntStream.range(0, 50)
                .mapToObj(i -> new FleetView.Task("t" + i, 1, 1, null, null, 0, 0, 0))
                .toList());

    for (int rows : new int[] {1, 2, 5, 10, 24, 60}) {
      List<String> lines = page.fitted(view, 40, rows);
      assertThat(lines).hasSizeLessThanOrEqualTo(rows);
      assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }
    assertThat(String.join("\n", page.fitted(view, 80, 24))).contains("w0", "q0", "t0", "more)");
  }

  @Test
  void gives_the_same_as_json() {
    FleetView view =
        view(
            List.of(new FleetView.Worker("p@h", true, null, null, 1, 2, 3, 4, "py")),
            List.of(new FleetView.Queue("q", Map.of(0, 5L), 1)),
            List.of(new FleetView.Task("t", 1, 2, 0.5, null, 3, 4, 5)));

    assertThat(TopJson.of(view))
        .hasToString(
            "{\"at\":\"2026-11-23T10:00:00Z\",\"workers\":[{\"name\":\"p@h\",\"online\":true,"
                + "\"slots\":null,\"slots_used\":null,\"active\":1,\"started\":2,"
                + "\"per_second\":3.0,\"load\":4.0,\"software\":\"py\"}],"
                + "\"queues\":[{\"name\":\"q\",\"ready\":5,\"by_priority\":{\"0\":5},"
                + "\"in_flight\":1}],\"tasks\":[{\"name\":\"t\",\"runs\":1,\"per_second\":2.0,"
                + "\"wall\":0.5,\"cpu\":null,\"running\":3,\"failed\":4,\"retried\":5}],"
                + "\"faults\":0}");
  }

  @Test
  void reads_the_size_that_the_terminal_tells() {
    assertThat(Screen.parse("50 132\n")).isEqualTo(new Screen.Size(50, 132));
    for (String odd : new String[] {"", "0 0", "x y", "5", "1 2 3"}) {
      assertThat(Screen.parse(odd)).isEqualTo(new Screen.Size(24, 80));
    }
  }

  private static FleetView view(
      List<FleetView.Worker> workers, List<FleetView.Queue> queues, List<FleetView.Task> tasks) {
    return new FleetView(Instant.parse("2026-11-23T10:00:00Z"), workers, queues, tasks, 0);
  }
}
