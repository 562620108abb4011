package dev.greenfork.examples.feedhub.driver;

/**
 * Numbers of tasks.
 *
 * @param ended with a result, good or bad
 * @param missing without one
 * @param items sum of what the tasks counted: entries, or pairs of near-duplicates
 */
record Count(int ended, int missing, long items) {}
