package dev.greenfork.examples.feedhub.driver;

import java.util.List;
import java.util.concurrent.CompletionStage;

/** The feed hub's tasks, as one who sends them sees them. No stage ends exceptionally. */
interface Hub {
  /**
   * Sends {@code feeds.fetch} for each URL to a queue and returns, in their order, how they will
   * end.
   */
  List<CompletionStage<Outcome>> fetch(List<String> urls, boolean fingerprint, String queue);

  /** How the {@code feeds.fingerprint} task of that id will end. */
  CompletionStage<Outcome> fingerprint(String id);
}
