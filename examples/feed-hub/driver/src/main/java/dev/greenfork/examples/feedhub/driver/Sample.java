package dev.greenfork.examples.feedhub.driver;

/**
 * One task as the driver saw it.
 *
 * @param sent seconds since 1970 when it was sent
 * @param ended seconds since 1970 when its result reached the driver
 */
record Sample(double sent, double ended, Outcome outcome) {}
