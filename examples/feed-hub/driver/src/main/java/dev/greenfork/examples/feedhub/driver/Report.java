package dev.greenfork.examples.feedhub.driver;

import org.jspecify.annotations.Nullable;

/**
 * What the driver found out; its JSON form has these fields.
 *
 * @param fetch the feeds through the green pool, while the prefork pool works on fingerprints
 * @param fingerprint the documents through the prefork pool, meanwhile
 * @param preforkAlone some of the feeds through the prefork pool, with nothing else to do; null if
 *     not asked for
 */
record Report(int feeds, TaskStats fetch, TaskStats fingerprint, @Nullable TaskStats preforkAlone) {
  /** Whether every task that was sent has a result. */
  boolean complete() {
    return missing() == 0;
  }

  /** Tasks without a result. */
  int missing() {
    return fetch.count().missing()
        + fingerprint.count().missing()
        + (preforkAlone == null ? 0 : preforkAlone.count().missing());
  }
}
