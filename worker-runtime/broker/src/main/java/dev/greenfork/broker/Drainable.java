package dev.greenfork.broker;

import java.util.Optional;

/** A worker that can be told to fetch nothing more. Called on the thread that keeps its lease. */
public interface Drainable {

  /**
   * What is ordered now; told at each refresh of the lease, so mostly nothing new. Must be quick.
   *
   * @param order its id; empty while the worker is to fetch
   */
  void ordered(String order);

  /** What the worker says to the order that it follows; empty while there is none. */
  Optional<DrainAnswer> answer();
}
