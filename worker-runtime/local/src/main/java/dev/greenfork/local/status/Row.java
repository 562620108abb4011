package dev.greenfork.local.status;

import dev.greenfork.local.plan.PoolPlan;
import java.util.OptionalLong;

/**
 * One pool in the table.
 *
 * @param ready how many of its workers are
 * @param reading of all its workers together
 * @param perSecond runs that ended per second since the last look
 * @param waiting messages in its queues; empty if the broker does not say
 */
public record Row(
    PoolPlan pool, int ready, Reading reading, double perSecond, OptionalLong waiting) {}
