package dev.greenfork.examples.conformance;

import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Tasks that need the processor or memory, declared honestly or not. */
public final class ComputingTasks {

  /** Computes for {@code millis} milliseconds and returns them. */
  @Task(name = "conformance.burn", kind = Kind.CPU)
  public int burn(int millis) {
    compute(Duration.ofMillis(millis));
    return millis;
  }

  /** What {@code conformance.burn} does, but said to be waiting: it holds a carrier thread. */
  @Task(name = "conformance.hog", kind = Kind.IO)
  public int hog(int millis) {
    compute(Duration.ofMillis(millis));
    return millis;
  }

  /** Fills that much heap at once, says so on standard output and returns the number. */
  @Task(name = "conformance.allocate")
  public int allocate(int mebibytes) {
    byte[][] blocks = new byte[mebibytes][];
    for (int i = 0; i < mebibytes; i++) {
      blocks[i] = new byte[1 << 20];
    }
    // why standard output: tasks print, and a worker must bear it where its child talks by pipes.
    System.out.println("allocated " + blocks.length + " MiB");
    return blocks.length;
  }

  static void compute(Duration time) {
    LongSupplier clock = clock();
    long begin = clock.getAsLong();
    while (clock.getAsLong() - begin < time.toNanos()) {
      for (int i = 0; i < 1_000; i++) {
        Thread.onSpinWait();
      }
    }
  }

  /** The thread's processor time; a virtual thread has none, so there it is the wall clock. */
  private static LongSupplier clock() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    boolean known =
        !Thread.currentThread().isVirtual() && threads.isCurrentThreadCpuTimeSupported();
    return known ? threads::getCurrentThreadCpuTime : System::nanoTime;
  }
}
