package dev.greenfork.decisions.placement;

/**
 * Where a task is from now on.
 *
 * @param moved whether that is elsewhere than before
 */
public record Decision(Placed placed, Reason why, boolean moved) {}
