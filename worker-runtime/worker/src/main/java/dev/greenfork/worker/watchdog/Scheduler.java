package dev.greenfork.worker.watchdog;

import java.util.Map;

/** The JVM's scheduler of virtual threads. For one thread. */
interface Scheduler {

  /** How many carriers may run virtual threads at once. */
  int parallelism();

  /** Allows so many carriers. */
  void parallelism(int carriers);

  /** How many carriers are busy, roughly. */
  int mounted();

  /** How many virtual threads wait for a carrier, roughly. */
  long queued();

  /** Makes carriers look for work until one more is busy. */
  void nudge();

  /** The processor time of each carrier since its start in nanoseconds, by its name. */
  Map<String, Long> cpu();

  /**
   * What each carrier, and the runs on it, have allocated since its start in bytes, by its name.
   */
  Map<String, Long> allocated();
}
