/**
 * Workers at a Broker that are not Greenfork's. In: their heartbeats, and what they answer to
 * remote control. Out: which queues they take from and which tasks they know.
 */
@NullMarked
package dev.greenfork.operator.foreign;

import org.jspecify.annotations.NullMarked;
