package dev.greenfork.operator.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.TaskIndexStatus;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.operator.routing.Sights;
import dev.greenfork.operator.status.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TaskReportTest {

  private static final String OLD = "fetch\tio\t\n";
  private static final String NEW = "fetch\tio\t\nfollow\tio\t\n";

  private final WorkerPool pool = TestPools.pool("queues: [q]");
  private final Sights sights = new Sights();

  @Test
  void nothing_is_said_before_anything_was_seen() {
    TaskReport report = TaskReport.of(pool, Optional.empty(), true);

    assertThat(report.compatible().state()).isEqualTo(Statement.State.UNKNOWN);
    assertThat(report.index()).isNull();
  }

  @Test
  void the_tasks_of_an_image_are_those_that_all_its_workers_tell() {
    sights.worker("q", "green", "feeds", NEW);

    TaskReport report = report(true);

    assertThat(report.index())
        .isEqualTo(
            new TaskIndexStatus("feeds:1", Sights.digest(NEW), 2, List.of("fetch", "follow")));
    assertThat(report.compatible().message()).isEqualTo("each of its 2 tasks has a pool");
  }

  @Test
  void while_a_pool_rolls_out_what_was_known_before_stays() {
    told(OLD);
    sights.worker("q", "green", "feeds", OLD).worker("q", "green", "feeds", NEW);

    assertThat(report(true).index()).isEqualTo(index(OLD));
    sights.worker("other", "green", "another", NEW);
    assertThat(report(false).index()).isEqualTo(index(OLD));
  }

  @Test
  void at_zero_a_pool_keeps_what_its_workers_told() {
    told(OLD);
    sights.declared("q", "green", "feeds", OLD);

    assertThat(report(false).index()).isEqualTo(index(OLD));
  }

  @Test
  void what_the_broker_has_lost_has_to_be_told_again() {
    told(OLD);

    assertThat(report(false).index()).isNull();
    assertThat(report(false).compatible().reason()).isEqualTo("NotTold");
  }

  @Test
  void what_a_spec_states_needs_no_worker() {
    WorkerPool stated = TestPools.pool("queues: [q]", "tasks: [{name: fetch, kind: io}]");
    sights.declared("q", "green", "feeds", OLD);

    assertThat(TaskReport.of(stated, Optional.of(sights.sight()), false).index())
        .isEqualTo(index(OLD));
  }

  @Test
  void what_does_not_fit_is_the_condition_with_its_reason_and_names() {
    sights.worker("q", "green", "feeds", "parse\tcpu\t\nreport\tauto\tprefork\n");

    Statement compatible = report(true).compatible();

    assertThat(compatible.state()).isEqualTo(Statement.State.FALSE);
    assertThat(compatible.reason()).isEqualTo("TasksParked");
    assertThat(compatible.message()).contains("report of queue q").contains("; parse of queue q");
  }

  private TaskReport report(boolean settled) {
    return TaskReport.of(pool, Optional.of(sights.sight()), settled);
  }

  private void told(String tasks) {
    pool.setStatus(status(index(tasks)));
  }

  private static TaskIndexStatus index(String tasks) {
    return new TaskIndexStatus("feeds:1", Sights.digest(tasks), 1, List.of("fetch"));
  }

  private static WorkerPoolStatus status(@Nullable TaskIndexStatus tasks) {
    return new WorkerPoolStatus(3L, null, 0, 0, null, null, null, tasks, null, null);
  }
}
