/**
 * Finds out where tasks work best and has them sent there: what workers tell of their runs comes in
 * with their heartbeats and is kept at the broker; out go the places of tasks that do not say what
 * they do, for the workers' tables of routes, and advice about those that do. The operator has one
 * keeper for each Broker.
 */
@NullMarked
package dev.greenfork.placement;

import org.jspecify.annotations.NullMarked;
