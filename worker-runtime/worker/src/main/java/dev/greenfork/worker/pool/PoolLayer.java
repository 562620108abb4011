package dev.greenfork.worker.pool;

import dev.greenfork.worker.run.TaskRun;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A pool before another one: it decides what gets there and when, and passes on all the rest. */
public abstract class PoolLayer implements Pool {

  private final Pool next;

  /**
   * @param next is closed with this one
   */
  protected PoolLayer(Pool next) {
    this.next = next;
  }

  @Override
  public void awaitReady(Duration patience) throws InterruptedException {
    next.awaitReady(patience);
  }

  @Override
  public void submit(TaskRun run) {
    next.submit(run);
  }

  @Override
  public List<TaskRun> takeUnstarted() {
    return next.takeUnstarted();
  }

  @Override
  public void resize(int change) {
    next.resize(change);
  }

  @Override
  public boolean isAble() {
    return next.isAble();
  }

  @Override
  public Optional<String> refusal(int total) {
    return next.refusal(total);
  }

  @Override
  public List<Long> processes() {
    return next.processes();
  }

  @Override
  public void close() {
    next.close();
  }
}
