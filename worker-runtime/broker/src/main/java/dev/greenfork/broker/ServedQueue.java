package dev.greenfork.broker;

import java.util.List;
import java.util.Map;

/**
 * Who serves a queue, as the broker knows it.
 *
 * @param version changes with everything here
 * @param tasks by type of pool what {@link Placer#index} gave, of each image; what is no longer
 *     known is left out. Empty unless {@code split}
 * @param split whether both types serve it
 * @param rules those of all queues; may be missing only where there are none
 */
public record ServedQueue(
    String queue, String version, boolean split, Map<String, List<String>> tasks, RuleTexts rules) {

  public ServedQueue {
    tasks = Map.copyOf(tasks);
  }
}
