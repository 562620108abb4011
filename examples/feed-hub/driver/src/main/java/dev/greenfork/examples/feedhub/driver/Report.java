package dev.greenfork.examples.feedhub.driver;

import org.jspecify.annotations.Nullable;

/**
 * What the driver found out; its JSON form has these fields. The rounds follow each other on warm
 * workers.
 *
 * @param quiet the feeds through the queue of both pools, and nothing to compute
 * @param mix the feeds and their fingerprints through that queue
 * @param greenAlone the same through a queue that the green pool alone serves; null if not asked
 *     for
 * @param preforkAlone some of the feeds through a queue that the prefork pool alone serves; null if
 *     not asked for
 */
record Report(
    int feeds,
    TaskStats quiet,
    Both mix,
    @Nullable Both greenAlone,
    @Nullable TaskStats preforkAlone) {

  /**
   * Both tasks of one round.
   *
   * @param rate of all of them together
   */
  record Both(TaskStats fetch, TaskStats fingerprint, Rate rate) {
    static Both of(Round round) {
      return new Both(
          TaskStats.of(round.fetches()),
          TaskStats.of(round.fingerprints()),
          TaskStats.of(round.all()).rate());
    }

    private int missing() {
      return fetch.count().missing() + fingerprint.count().missing();
    }
  }

  /** Whether every task that was sent has a result. */
  boolean complete() {
    return missing() == 0;
  }

  /** Tasks without a result. */
  int missing() {
    return quiet.count().missing()
        + mix.missing()
        + (greenAlone == null ? 0 : greenAlone.missing())
        + (preforkAlone == null ? 0 : preforkAlone.count().missing());
  }
}
