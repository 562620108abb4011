/**
 * Keeps the queues of a Broker split as its pools and TaskRoutes want it. What is wanted comes in
 * as a {@link RoutingOrder}; what was seen goes out as a {@link RoutingSight}, which the
 * reconcilers of pools and TaskRoutes turn into conditions.
 */
@NullMarked
package dev.greenfork.operator.routing;

import org.jspecify.annotations.NullMarked;
