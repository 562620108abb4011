/**
 * Looks at each Broker every few seconds: is its Secret there, does its Redis answer, can it lose
 * what it is given? In: the Broker, its Secrets by name, a probe of its Redis. Out: the Broker's
 * status and Events; the pools read the status and never a Secret.
 */
@NullMarked
package dev.greenfork.operator.broker;

import org.jspecify.annotations.NullMarked;
