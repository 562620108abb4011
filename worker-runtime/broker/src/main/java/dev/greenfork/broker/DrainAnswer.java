package dev.greenfork.broker;

import java.time.Duration;

/**
 * What a worker says to the order to drain.
 *
 * @param order the id of the order that it follows: it fetches nothing before that ends
 * @param held what it has not finished or not written down: runs, and messages that wait in it; at
 *     least 1 until it has stopped to fetch
 * @param idle for how long it holds nothing; zero while it does
 */
public record DrainAnswer(String order, int held, Duration idle) {

  /** Whether it has nothing left to do. */
  public boolean isIdle() {
    return held == 0;
  }
}
