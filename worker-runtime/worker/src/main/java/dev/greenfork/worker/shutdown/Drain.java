package dev.greenfork.worker.shutdown;

import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.fetch.FetchLoop;
import dev.greenfork.worker.outcome.OutcomeWriter;
import dev.greenfork.worker.pool.Pool;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A warm shutdown, in this order: stop fetching; hand back what has not started; wait for what
 * runs; at the time-out, or when hurried, hand that back as well.
 */
public final class Drain {

  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final long STEP_MILLIS = 50;

  private final FetchLoop fetch;
  private final Waiting waiting;
  private final Pool pool;
  private final RunningTasks running;
  private final OutcomeWriter writer;
  private final CountDownLatch hurried = new CountDownLatch(1);

  public Drain(
      FetchLoop fetch, Waiting waiting, Pool pool, RunningTasks running, OutcomeWriter writer) {
    this.fetch = fetch;
    this.waiting = waiting;
    this.pool = pool;
    this.running = running;
    this.writer = writer;
  }

  /** Drains; returns when nothing runs or all is handed back. */
  public void run(Duration timeout) throws InterruptedException {
    fetch.close();
    int unstarted = handBackUnstarted();
    log.info(
        "Draining: {} tasks run and have {} to finish, {} that had not started are handed back.",
        running.size(),
        timeout,
        unstarted);
    awaitEnds(timeout);
    List<TaskRun> left = running.all();
    NewestFirst<TaskRun> rest = new NewestFirst<>();
    left.forEach(task -> rest.add(task.run(), task));
    rest.forEach(TaskRun::handBack);
    log.info("Drained: {} tasks did not finish and are handed back.", left.size());
  }

  /** Hands back what has not started; nothing may be fetched meanwhile. Returns how many. */
  int handBackUnstarted() {
    List<Run> notDue = waiting.drain();
    List<TaskRun> unstarted = pool.takeUnstarted();
    NewestFirst<Runnable> back = new NewestFirst<>();
    notDue.forEach(run -> back.add(run, () -> writer.handBack(run.delivery())));
    unstarted.forEach(task -> back.add(task.run(), task::handBack));
    back.forEach(Runnable::run);
    return notDue.size() + unstarted.size();
  }

  /** What has been fetched and has not ended. */
  int held() {
    return running.size() + waiting.size();
  }

  /** The loop that brings tasks in. */
  FetchLoop fetch() {
    return fetch;
  }

  /** Hands back at once what still runs. */
  public void hurry() {
    hurried.countDown();
  }

  private void awaitEnds(Duration timeout) throws InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    while (running.size() > 0 && System.nanoTime() < end) {
      if (hurried.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }
}
