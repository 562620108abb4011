package dev.greenfork.decisions.scaling;

import java.time.Instant;

/**
 * What the pool's workers hold.
 *
 * @param at when it was read, by the clock of whoever decides
 * @param inFlight messages that they fetched and have not settled, those of draining ones included
 * @param reserved those of them that have not started
 */
public record WorkSignal(Instant at, long inFlight, long reserved) {}
