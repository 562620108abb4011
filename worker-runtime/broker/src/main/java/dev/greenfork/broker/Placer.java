package dev.greenfork.broker;

import java.util.Map;

/**
 * Says where tasks go when their queue is split, on behalf of one worker. Called from several
 * threads, one at a time, which wait for it: must be quick and must not block.
 */
public interface Placer {

  /** Of a consumer that takes part in no split: it fetches from its queues whatever others do. */
  Placer NONE =
      new Placer() {
        @Override
        public String index() {
          return "";
        }

        @Override
        public Map<String, SubQueue> adopt(ServedQueue queue) {
          return Map.of();
        }
      };

  /**
   * The tasks that this worker knows, for other workers' placers; always the same text. Empty for
   * one that takes part in no split.
   */
  String index();

  /**
   * From here on this holds for its queue. What is fetched later was split by this or by a later
   * state.
   *
   * @return where the tasks of known names go, if the queue is split
   */
  Map<String, SubQueue> adopt(ServedQueue queue);
}
