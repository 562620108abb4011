package dev.greenfork.broker;

import org.jspecify.annotations.Nullable;

/**
 * A worker that was found to be gone, and what was put back of it.
 *
 * @param incarnation its registration, {@code <nodename>;<nonce>}
 * @param how one sentence on what ended it; null if it was only given up, as far as is known
 * @param restored what it had held
 */
public record Loss(String incarnation, @Nullable String how, Restored restored) {

  /** The name of the node. */
  public String nodename() {
    return KnownWorker.nodename(incarnation);
  }
}
