package dev.greenfork.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskIndexStatus;
import dev.greenfork.decisions.resources.WorkerPoolStatus;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.resources.WorkerPool;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PoolTasksTest {

  @Test
  void tasks_that_the_spec_states_are_written_as_workers_write_theirs() {
    PoolTasks tasks =
        PoolTasks.of(TestPools.pool("tasks: [{name: b, requires: prefork}, {name: a, kind: io}]"));

    assertThat(tasks)
        .isEqualTo(
            new PoolTasks(
                "feeds", PoolType.GREEN, List.of("celery"), "a\tio\t\nb\tauto\tprefork\n", null));
  }

  @Test
  void an_empty_statement_states_nothing() {
    assertThat(PoolTasks.of(TestPools.pool("tasks: []")).stated()).isNull();
  }

  @Test
  void what_workers_told_last_is_remembered_in_the_status() {
    WorkerPool pool = TestPools.pool("queues: [q]");
    pool.setStatus(
        new WorkerPoolStatus(
            3L,
            null,
            0,
            0,
            null,
            null,
            null,
            new TaskIndexStatus("feeds:1", "d1", 1, List.of("a")),
            null,
            null));

    assertThat(PoolTasks.of(pool).digest()).isEqualTo("d1");
  }
}
