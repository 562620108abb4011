/**
 * Says what became of TaskRoutes. In: a TaskRoute and what was last seen at its Broker. Out: its
 * status and Events; the rules themselves are brought to the broker by {@code routing}.
 */
@NullMarked
package dev.greenfork.operator.route;

import org.jspecify.annotations.NullMarked;
