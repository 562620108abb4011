package dev.greenfork.worker.watchdog;

/**
 * A run that was seen on a carrier.
 *
 * @param carrier the carrier's name
 * @param runs whether its code runs; if not, it is blocked and cannot leave the carrier
 */
record Sighting(WatchedRun run, String carrier, boolean runs) {}
