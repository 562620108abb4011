package dev.greenfork.worker.prefork.child;

import com.sun.management.ThreadMXBean;
import dev.greenfork.worker.prefork.frames.Frame;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Measures what the runs of the thread that uses it take. */
final class Meter {

  /** What takes less is over before anybody could wait for a processor for long. */
  private static final long SHORT_NANOS = Duration.ofMillis(2).toNanos();

  private final ThreadMXBean thread = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private final ThreadDelay delay = new ThreadDelay();
  private final Set<String> tasks = new HashSet<>();
  private long wall;
  private long cpu;
  private long bytes;

  /** A run begins. */
  void begin() {
    wall = System.nanoTime();
    bytes = thread.getCurrentThreadAllocatedBytes();
    cpu = thread.getCurrentThreadCpuTime();
  }

  /** It has ended. */
  Frame.Used end(String task) {
    long used = thread.getCurrentThreadCpuTime() - cpu;
    long idle = System.nanoTime() - wall - used;
    // A reading costs some microseconds. What came before this run is a part of it: too much, if
    // anything, which makes the task look as if it computed for more of its time.
    long waited = idle < SHORT_NANOS ? 0 : Math.min(idle, delay.next());
    return new Frame.Used(
        used,
        waited,
        Math.max(0, thread.getCurrentThreadAllocatedBytes() - bytes),
        tasks.add(task));
  }
}
