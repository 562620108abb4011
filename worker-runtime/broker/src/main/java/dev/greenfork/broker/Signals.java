package dev.greenfork.broker;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches queues and workers of a broker for whoever sizes pools, on a thread of its own and over
 * two connections (one that reads, one that is told), however many queues there are. Queues in
 * which something waits or runs are read each second; the first message of one in which nothing
 * does is told at once, or found within a second where the broker refuses client tracking. Ends
 * with its broker. Thread safe.
 */
public interface Signals extends AutoCloseable {

  /** Watches these from now on, without their sub-queues being named, and no others. */
  void watch(Collection<String> queues);

  @Override
  void close();

  /**
   * All that is known of what is watched.
   *
   * @param queues by name; one that has not been read yet is not there
   * @param workers all that are registered
   * @param workersAt when those were read
   * @param fresh the queues that were read just now
   */
  record Reading(
      Map<String, QueueReading> queues,
      List<WorkerReading> workers,
      Instant workersAt,
      Set<String> fresh) {

    public Reading {
      queues = Map.copyOf(queues);
      workers = List.copyOf(workers);
      fresh = Set.copyOf(fresh);
    }
  }

  /** Hears what is read, on the thread that reads: must not block for long. */
  interface Listener {

    /** Something was read. */
    void heard(Reading reading);

    /**
     * Nothing can be read now; it is tried again. What was heard before holds no more than its age
     * lets it.
     *
     * @param why a sentence
     */
    void failed(String why);
  }
}
