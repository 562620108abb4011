/**
 * Has tasks that do not say what they do sent where they work best. What is wanted of a Broker
 * comes in; a keeper listens at the broker and decides; Events tell of moves, and of declarations
 * that do not suit their tasks.
 */
@NullMarked
package dev.greenfork.operator.placement;

import org.jspecify.annotations.NullMarked;
