package dev.greenfork.broker;

import java.util.Map;

/**
 * How many messages wait in a queue.
 *
 * @param byStep by priority step, most urgent first; steps without messages included
 */
public record QueueDepth(Map<Integer, Long> byStep) {

  /** All steps together. */
  public long total() {
    return byStep.values().stream().mapToLong(Long::longValue).sum();
  }
}
