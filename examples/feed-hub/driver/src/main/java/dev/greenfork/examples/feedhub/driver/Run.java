package dev.greenfork.examples.feedhub.driver;

/**
 * When a task ran, as its own worker measured it.
 *
 * @param started seconds since 1970 by the worker's clock
 * @param seconds how long it ran
 */
record Run(double started, double seconds) {
  double ended() {
    return started + seconds;
  }
}
