package dev.greenfork.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Chords;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.worker.green.GreenPool;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.prefork.PreforkPool;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.repeats.RepeatPool;
import dev.greenfork.worker.run.LocalSender;
import dev.greenfork.worker.run.Retries;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.suspects.SuspectPool;
import dev.greenfork.worker.tasks.TaskInstances;
import dev.greenfork.worker.tasks.TaskSet;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;

/** Opens the pool that the options ask for. */
record Pools(
    Slots slots,
    ScheduledExecutorService timer,
    InstantSource clock,
    GreenPool.Supervision supervision,
    WorkerMetrics metrics) {

  /**
   * Opens it.
   *
   * @param resultBytes a larger result is a failure
   */
  Pool open(PoolOptions options, TaskSet tasks, int resultBytes, Resources resources) {
    return switch (options.type()) {
      case GREEN -> green(tasks, resources);
      case PREFORK ->
          PreforkPool.open(
              options,
              tasks.classPath(),
              new PreforkPool.Parts(
                  slots, FrameBounds.ofResults(resultBytes), TaskJson.mapper(), metrics));
    };
  }

  /** As messages reach it: what has succeeded before does not run, what may kill it runs alone. */
  Pool guarded(
      Pool pool, RunningTasks running, TaskConsumer consumer, Chords results, Resources resources) {
    Pool suspects = new SuspectPool(pool, new SuspectPool.Parts(slots, running, consumer), clock);
    RepeatPool repeats = resources.add(new RepeatPool(suspects, slots, results), RepeatPool::close);
    metrics.count(
        "greenfork_tasks_not_repeated",
        "Redelivered tasks that were not run again, because they had succeeded.",
        repeats::spared);
    return repeats;
  }

  private Pool green(TaskSet tasks, Resources resources) {
    ObjectMapper mapper = TaskJson.mapper();
    TaskInstances instances =
        resources.add(TaskInstances.make(tasks.registry(), tasks.loader()), TaskInstances::close);
    TaskCode code = new TaskCode(instances, mapper, Retries.of(mapper));
    return new GreenPool(
        code, new LocalSender(mapper), slots, new GreenPool.Time(timer, clock), supervision);
  }
}
