package dev.greenfork.worker.events;

import dev.greenfork.worker.admission.Waiting;
import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Where heartbeats read what the worker does. Thread safe.
 *
 * @param queues those that are served now
 */
public record Vitals(
    TaskTally tally,
    RunningTasks running,
    Waiting waiting,
    Slots slots,
    Supplier<List<String>> queues) {

  /** Bytes of an entry beside its name. */
  private static final int OVERHEAD = 12;

  /**
   * Tasks that were fetched and have not ended, by queue; queues that are served are there even
   * without any. The busiest first, as far as they have room in so many bytes.
   */
  Map<String, Integer> inFlight(int room) {
    Map<String, Integer> all = new TreeMap<>();
    queues.get().forEach(queue -> all.put(queue, 0));
    for (TaskRun task : running.all()) {
      all.merge(task.run().delivery().queue(), 1, Integer::sum);
    }
    for (Waiting.Held held : waiting.all()) {
      all.merge(held.run().delivery().queue(), 1, Integer::sum);
    }
    List<Map.Entry<String, Integer>> busiest = new ArrayList<>(all.entrySet());
    busiest.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    Map<String, Integer> kept = new LinkedHashMap<>();
    int free = room;
    for (Map.Entry<String, Integer> queue : busiest) {
      free -= OVERHEAD + WorkLedger.size(queue.getKey());
      if (free < 0) {
        break;
      }
      kept.put(queue.getKey(), queue.getValue());
    }
    return kept;
  }
}
