package dev.greenfork.worker.prefork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.worker.Messages;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.Sendings;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.prefork.proc.MachineMemory;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** Real children in a container that has no room for what they do together. */
final class CrowdedChildrenIT {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int CHILDREN = 2;

  /** What a container leaves to two children: they have some 80 MiB each to begin with. */
  private static final long FOR_CHILDREN = 400L << 20;

  private final Slots slots = new Slots(CHILDREN);
  private final TaskRegistry registry = TaskRegistry.load(getClass().getClassLoader());
  private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
  private final TaskRun.Listener listener =
      new TaskRun.Listener() {
        @Override
        public void ended(TaskRun run, Outcome outcome) {
          outcomes.put(run.run().message().id(), outcome);
        }

        @Override
        public void handedBack(TaskRun run) {}
      };

  @Test
  void the_largest_is_killed_before_the_container_is_full() throws Exception {
    MachineMemory container = new MachineMemory(MemoryPlan.PARENT + FOR_CHILDREN, true);
    try (PreforkPool pool = open(container)) {
      pool.awaitReady(PATIENCE);
      await().atMost(PATIENCE).until(() -> slots.taken() == 0 && reserve() == CHILDREN);

      pool.submit(run("modest", 40));
      pool.submit(run("greedy", 900));
      await().atMost(PATIENCE).until(() -> outcomes.containsKey("greedy"));

      assertThat(outcomes.get("greedy"))
          .isInstanceOfSatisfying(
              Outcome.Lost.class,
              lost ->
                  assertThat(lost.how())
                      .containsPattern("the children together have 4\\d\\d MiB, more than the 400")
                      .contains("container's limit of 720 MiB leaves them, and this one is the"));
      assertThat(outcomes).as("nobody else is hurt").doesNotContainKey("modest");
      assertThat(pool.processes()).isNotEmpty();
    }
  }

  private int reserve() throws InterruptedException {
    int reserved = slots.reserveAll(Duration.ZERO);
    if (reserved < CHILDREN) {
      slots.release(reserved);
    }
    return reserved;
  }

  private PreforkPool open(MachineMemory container) {
    return PreforkPool.open(
        PoolOptions.of(PoolType.PREFORK, CHILDREN),
        System.getProperty("java.class.path"),
        container,
        new PreforkPool.Parts(
            slots, FrameBounds.ofResults(1 << 20), TaskJson.mapper(), new WorkerMetrics()));
  }

  private TaskRun run(String id, int mib) {
    var message = Messages.message("it.grow_and_sleep", id, "[" + mib + "]");
    TaskDefinition task = Objects.requireNonNull(registry.find(message.task()));
    return new TaskRun(
        new Run(Messages.delivery(message), message, task, TimeLimits.NONE),
        new ChildTasks(message, Sendings.nowhere()),
        Sendings.desk(),
        listener);
  }
}
