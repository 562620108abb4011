package dev.greenfork.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.worker.PoolOptions;
import dev.greenfork.worker.PoolType;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.metrics.WorkerMetrics;
import dev.greenfork.worker.prefork.PreforkPool;
import dev.greenfork.worker.prefork.frames.FrameBounds;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import dev.greenfork.worker.run.Sending;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A task's way through the prefork pool and back: handed in on one thread, run in a child, its
 * outcome told, and the thread that waits for it awake again. The last step is the benchmark's own.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 2)
@NullUnmarked // why: JMH sets up what constructors cannot
public class PreforkHopBenchmark {

  /** The task sends nothing. */
  private static final Sending NOWHERE = new Sending(null, null, null, null);

  private PreforkPool pool;
  private Slots slots;
  private Run run;

  @Setup
  public void start() throws InterruptedException {
    slots = new Slots(1);
    pool =
        PreforkPool.open(
            PoolOptions.of(PoolType.PREFORK, 1),
            System.getProperty("java.class.path"),
            new PreforkPool.Parts(
                slots,
                FrameBounds.ofResults(16 << 20),
                TaskJson.mapper(),
                new WorkerMetrics()));
    pool.awaitReady(Duration.ofSeconds(30));
    run = run("a small payload, as most are");
  }

  @TearDown
  public void stop() {
    pool.close();
  }

  @Benchmark
  public Outcome hop() throws InterruptedException {
    slots.reserveAll(Duration.ofSeconds(1));
    Waiting waiting = new Waiting(Thread.currentThread());
    pool.submit(new TaskRun(run, new ChildTasks(run.message(), NOWHERE), null, waiting));
    return waiting.await();
  }

  private static Run run(String payload) {
    TaskMessage message =
        new TaskMessage(
            TaskHeaders.of("bench.echo", "5f0c1f0e-0000-4000-8000-000000000000"),
            new TaskBody(
                JsonNodeFactory.instance.arrayNode().add(payload),
                JsonNodeFactory.instance.objectNode(),
                Embed.NONE),
            new MessageProperties(
                "tag", "id", "", MessageProperties.Routing.toQueue("celery"), 0, null));
    return new Run(
        new Delivery(new DeliveryTag("bench;1", 1), "celery", 0, new byte[0]),
        message,
        Objects.requireNonNull(
            TaskRegistry.load(PreforkHopBenchmark.class.getClassLoader()).find("bench.echo")),
        TimeLimits.NONE);
  }

  /** The outcome, for the thread that waits for it. */
  private static final class Waiting implements TaskRun.Listener {

    private static final long MOST_NANOS = 10_000_000_000L;

    private final Thread waiter;
    private volatile @Nullable Outcome outcome;

    Waiting(Thread waiter) {
      this.waiter = waiter;
    }

    @Override
    public void ended(TaskRun task, Outcome how) {
      outcome = how;
      LockSupport.unpark(waiter);
    }

    @Override
    public void handedBack(TaskRun task) {
      throw new IllegalStateException("nobody hands back");
    }

    Outcome await() {
      Outcome seen;
      long end = System.nanoTime() + MOST_NANOS;
      while ((seen = outcome) == null) {
        LockSupport.parkNanos(MOST_NANOS);
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the task did not end");
        }
      }
      if (!(seen instanceof Outcome.Success)) {
        throw new IllegalStateException("the task failed: " + seen);
      }
      return seen;
    }
  }
}
