package dev.greenfork.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.worker.green.GreenPool;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.prefork.PreforkPool;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.run.LocalSender;
import dev.greenfork.worker.run.Retries;
import dev.greenfork.worker.run.TaskCode;
import dev.greenfork.worker.slots.Slots;
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

  private Pool green(TaskSet tasks, Resources resources) {
    ObjectMapper mapper = TaskJson.mapper();
    TaskInstances instances =
        resources.add(TaskInstances.make(tasks.registry(), tasks.loader()), TaskInstances::close);
    TaskCode code = new TaskCode(instances, mapper, Retries.of(mapper));
    return new GreenPool(
        code, new LocalSender(mapper), slots, new GreenPool.Time(timer, clock), supervision);
  }
}
