package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.worker.WorkerException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameChannel;
import dev.greenfork.worker.prefork.frames.FrameTooLargeException;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.run.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One living child. {@link #run} is for one thread; {@link #close} and {@link #isAlive} are thread
 * safe.
 */
final class ChildProcess implements AutoCloseable {

  private final OsProcess process;
  private final long heap;
  private final FrameChannel channel;
  private final ChildReader reader;
  private final ObjectMapper mapper;

  /**
   * @param heap the most that it may have, in bytes
   */
  ChildProcess(
      OsProcess process, long heap, FrameChannel channel, ChildReader reader, ObjectMapper mapper) {
    this.process = process;
    this.heap = heap;
    this.channel = channel;
    this.reader = reader;
    this.mapper = mapper;
  }

  String name() {
    return process.name();
  }

  /** The most heap that it may have, in bytes. */
  long heap() {
    return heap;
  }

  /**
   * Waits until the child has its tasks.
   *
   * @throws WorkerException if it says that it cannot work, dies, or takes longer than {@code
   *     patience}
   */
  void awaitReady(Duration patience) throws InterruptedException {
    try {
      reader.ready().get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof WorkerException unfit
          ? unfit
          : new WorkerException(
              name() + " died while it started: " + process.death().words() + ".", e);
    } catch (TimeoutException e) {
      throw new WorkerException(
          "%s was not ready within %s; do its task classes wait for something when they are made?"
              .formatted(name(), patience),
          e);
    }
  }

  /**
   * Runs a task in the child, unless it is not to run any more, and waits for its end.
   *
   * @return false if the child was gone before it had the task, which then did not run
   */
  boolean run(TaskRun task) throws InterruptedException {
    ChildReader.Exchange exchange = reader.begin(task);
    try {
      if (reader.isLost()) {
        return false;
      }
      if (!task.start(new Place(task))) {
        return true;
      }
      channel.write(RunFrames.of(task, mapper));
      task.end(outcome(task, exchange));
    } catch (JsonProcessingException | FrameTooLargeException e) {
      task.end(Failures.internal("The arguments cannot be handed to a child: " + e.getMessage()));
    } catch (IOException e) {
      // A frame that did not arrive as a whole is never run.
      return task.isOver();
    } finally {
      end();
    }
    return true;
  }

  /** Waits for the answer; kills the child at the hard limit. */
  private Outcome outcome(TaskRun task, ChildReader.Exchange exchange) throws InterruptedException {
    Duration hard = task.run().limits().hard();
    try {
      Frame answer =
          (hard == null
                  ? exchange.answer().get()
                  : exchange.answer().get(hard.toMillis(), TimeUnit.MILLISECONDS))
              .frame();
      if (answer instanceof Frame.Ended(Frame outcome, Frame.Used used)) {
        task.used(new Usage(used.cpuNanos(), used.delayNanos(), used.bytes(), used.first()));
        return Outcomes.of(outcome, mapper);
      }
      return Outcomes.of(answer, mapper);
    } catch (TimeoutException e) {
      kill(new Death.HardLimit());
      return Failures.hardLimit(hard == null ? Duration.ZERO : hard);
    } catch (ExecutionException e) {
      return new Outcome.Lost(process.death().words());
    }
  }

  /** Whether it can take another task; one that was told to end cannot. */
  boolean isAlive() {
    return !process.isDoomed() && process.isAlive() && !reader.isLost();
  }

  long pid() {
    return process.pid();
  }

  /** Kills the child and what its tasks have started, whatever they do, for this reason. */
  void kill(Death why) {
    process.kill(why);
  }

  /** How it ended. */
  Death death() throws InterruptedException {
    return process.death();
  }

  /** Lets the child close its task instances, and kills it if that takes long or a task runs. */
  @Override
  public void close() {
    try {
      if (reader.isIdle() && process.isAlive()) {
        channel.write(new Frame.Leave());
        process.awaitExit();
      }
    } catch (IOException e) {
      // It is on its way out already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.bury();
    channel.close();
  }

  private synchronized void end() {
    reader.end();
  }

  /** Signals the child if it still runs this task; one that does not end in time is killed. */
  private synchronized void stop(TaskRun task, boolean hard) {
    if (!reader.runs(task)) {
      return;
    }
    if (hard) {
      process.kill(new Death.Terminated());
    } else {
      process.terminate();
    }
  }

  /** The child as the place of one run, and of no later one. */
  private final class Place implements TaskRun.Place {

    private final TaskRun task;

    Place(TaskRun task) {
      this.task = task;
    }

    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public void stop(boolean hard) {
      ChildProcess.this.stop(task, hard);
    }
  }
}
