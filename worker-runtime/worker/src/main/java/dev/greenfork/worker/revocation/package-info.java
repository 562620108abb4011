/**
 * Which tasks are not to be run. Ids and stamps come in from remote control, from peers and from
 * the broker's memory; out goes a verdict on each message when it is received, after it has waited,
 * and before it runs.
 */
@NullMarked
package dev.greenfork.worker.revocation;

import org.jspecify.annotations.NullMarked;
