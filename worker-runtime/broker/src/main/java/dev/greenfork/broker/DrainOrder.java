package dev.greenfork.broker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A worker is to fetch nothing more.
 *
 * @param id of this order and no other; an order that is prolonged keeps it
 * @param left how long it still stands, unless it is prolonged; zero if it has ended
 * @param answer what the worker says to this very order; null while it has not heard of it
 */
public record DrainOrder(String id, Duration left, @Nullable DrainAnswer answer) {}
