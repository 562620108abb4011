package dev.greenfork.worker.watchdog;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinWorkerThread;
import jdk.management.VirtualThreadSchedulerMXBean;

/** The scheduler of this JVM, through its supported interfaces. */
final class JvmScheduler implements Scheduler {

  private static final String CARRIERS = "CarrierThreads";
  private static final int MOST_NUDGES = 2048;
  private static final int NUDGES_AT_ONCE = 16;

  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
  private Thread[] carriers = new Thread[0];
  private long[] ids = new long[0];

  @Override
  public int parallelism() {
    return scheduler.getParallelism();
  }

  @Override
  public void parallelism(int carriers) {
    scheduler.setParallelism(carriers);
  }

  @Override
  public int mounted() {
    return scheduler.getMountedVirtualThreadCount();
  }

  @Override
  public long queued() {
    return scheduler.getQueuedVirtualThreadCount();
  }

  /**
   * Starts virtual threads that do nothing. A higher parallelism alone starts no carrier: the pool
   * makes one when a queue of its own that was empty, or is full, gets a thread, and otherwise
   * relies on carriers that take work. While all of them are hogged and all queues have work,
   * neither happens. A fresh platform thread is given an empty queue, if there is one; filling one
   * up helps in any case.
   */
  @Override
  public void nudge() {
    Thread.ofPlatform().name("greenfork-nudge").daemon().start(this::startNothings);
  }

  private void startNothings() {
    int before = mounted();
    for (int started = 0; started < MOST_NUDGES && mounted() <= before; started += NUDGES_AT_ONCE) {
      for (int i = 0; i < NUDGES_AT_ONCE; i++) {
        Thread.startVirtualThread(() -> {});
      }
    }
  }

  @Override
  public Map<String, Long> cpu() {
    if (scheduler.getPoolSize() != ids.length) {
      findCarriers();
    }
    return byName(threads.getThreadCpuTime(ids));
  }

  @Override
  public Map<String, Long> allocated() {
    return byName(threads.getThreadAllocatedBytes(ids));
  }

  private Map<String, Long> byName(long[] amounts) {
    Map<String, Long> byName = HashMap.newHashMap(amounts.length);
    for (int i = 0; i < amounts.length; i++) {
      if (amounts[i] >= 0) {
        byName.put(carriers[i].getName(), amounts[i]);
      } else {
        ids = new long[0]; // One has ended: look again the next time.
      }
    }
    return byName;
  }

  private void findCarriers() {
    ThreadGroup root = Thread.currentThread().getThreadGroup();
    for (ThreadGroup parent = root; parent != null; parent = parent.getParent()) {
      root = parent;
    }
    Thread[] all = new Thread[root.activeCount() * 2 + 16];
    int count = root.enumerate(all);
    carriers = Arrays.stream(all, 0, count).filter(JvmScheduler::isCarrier).toArray(Thread[]::new);
    ids = Arrays.stream(carriers).mapToLong(Thread::threadId).toArray();
  }

  private static boolean isCarrier(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return thread instanceof ForkJoinWorkerThread
        && group != null
        && group.getName().equals(CARRIERS);
  }
}
