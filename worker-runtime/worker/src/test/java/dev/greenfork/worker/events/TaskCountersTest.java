package dev.greenfork.worker.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.placement.ShareClasses;
import dev.greenfork.decisions.placement.TimeClasses;
import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkerEvent;
import dev.greenfork.worker.run.Usage;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskCountersTest {

  private static final long MILLI = 1_000_000;

  private final TaskCounters counters = new TaskCounters();

  @Test
  void distributes_what_was_measured_by_class() {
    counters.ended(Duration.ofMillis(300), new Usage(3 * MILLI, 0, 500, false));
    counters.ended(Duration.ofMillis(300), new Usage(290 * MILLI, 0, 700, false));
    counters.ended(Duration.ofMillis(300), null);
    counters.failed();

    WorkerEvent.Work work = counters.work(false);

    WorkDetail detail = work.detail();
    assertThat(work.count()).isEqualTo(3);
    assertThat(work.cpu()).isEqualTo(new WorkerEvent.Cpu(2, Duration.ofMillis(293)));
    assertThat(detail.failed()).isEqualTo(1);
    assertThat(detail.bytes()).isEqualTo(1200);
    assertThat(detail.spread().wall()).isEqualTo(Map.of(TimeClasses.of(300 * MILLI), 3L));
    assertThat(detail.spread().cpu())
        .isEqualTo(Map.of(TimeClasses.of(3 * MILLI), 1L, TimeClasses.of(290 * MILLI), 1L));
    assertThat(detail.spread().share()).isEqualTo(Map.of(0, 1L, 19, 1L));
  }

  @Test
  void leaves_the_first_run_of_a_process_out_of_what_was_distributed_for_it_loads_classes() {
    counters.ended(Duration.ofMillis(300), new Usage(280 * MILLI, 0, 500, true));

    assertThat(counters.work(false).cpu())
        .isEqualTo(new WorkerEvent.Cpu(1, Duration.ofMillis(280)));
    assertThat(counters.work(false).detail().spread().cpu()).isEmpty();
    assertThat(counters.work(false).detail().spread().share()).isEmpty();
  }

  @Test
  void takes_a_run_that_waits_for_a_processor_for_one_that_computes() {
    counters.ended(Duration.ofSeconds(1), new Usage(100 * MILLI, 895 * MILLI, 0, false));

    assertThat(counters.work(false).detail().spread().share())
        .isEqualTo(Map.of(ShareClasses.COUNT - 1, 1L));
  }
}
