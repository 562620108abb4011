package dev.greenfork.local.status;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadingTest {

  @Test
  void sums_a_metric_over_its_labels_and_no_other_metric() {
    Exposition text =
        new Exposition(
            """
            # TYPE greenfork_tasks_total counter
            greenfork_tasks_total{task="a",outcome="success"} 3
            greenfork_tasks_total{task="b c",outcome="success"} 4.0
            greenfork_tasks_total{task="a",outcome="failure"} 1.0
            greenfork_tasks_total_more 50
            greenfork_slots 100.0
            """);

    assertThat(text.sum("greenfork_tasks_total", labels -> true)).isEqualTo(8);
    assertThat(text.sum("greenfork_tasks_total", labels -> labels.contains("success")))
        .isEqualTo(7);
    assertThat(text.sum("greenfork_slots", labels -> true)).isEqualTo(100);
    assertThat(text.sum("greenfork_none", labels -> true)).isZero();
  }

  @Test
  void what_a_worker_did_counts_after_its_restart() {
    Tally tally = new Tally();
    tally.add(0, new Reading(true, 10, 2, 5, 1));
    tally.add(0, Reading.NONE);
    assertThat(tally.sum().running()).isEqualTo(2);

    tally.add(1, Reading.NONE);
    assertThat(tally.sum()).isEqualTo(new Reading(false, 0, 0, 5, 1));

    tally.add(1, new Reading(true, 10, 1, 2, 0));
    assertThat(tally.sum()).isEqualTo(new Reading(false, 10, 1, 7, 1));
  }
}
