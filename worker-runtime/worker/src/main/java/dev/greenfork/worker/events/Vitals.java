package dev.greenfork.worker.events;

import dev.greenfork.worker.run.RunningTasks;
import dev.greenfork.worker.run.TaskRun;
import dev.greenfork.worker.slots.Slots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Where heartbeats read what the worker does. Thread safe. */
public record Vitals(TaskTally tally, RunningTasks running, Slots slots) {

  /** Runs in progress by queue, the longest first, as far as they have room in so many bytes. */
  Map<String, Integer> inFlight(int room) {
    Map<String, Integer> all = new TreeMap<>();
    for (TaskRun task : running.all()) {
      all.merge(task.run().delivery().queue(), 1, Integer::sum);
    }
    Map<String, Integer> kept = new LinkedHashMap<>();
    int free = room;
    for (var queue :
        all.entrySet().stream()
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .toList()) {
      free -= WorkLedger.size(queue.getKey()) + 12;
      if (free < 0) {
        break;
      }
      kept.put(queue.getKey(), queue.getValue());
    }
    return kept;
  }
}
