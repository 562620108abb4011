/**
 * A web server of made-up feeds for the demo and the tests: real text from this machine comes in,
 * RSS 2.0, RSS 1.0 and Atom documents go out, with the delays and faults of the real web.
 * Everything follows from the text and one seed, so two runs serve the same bytes after the same
 * delays.
 */
@NullMarked
package dev.greenfork.examples.feedhub.server;

import org.jspecify.annotations.NullMarked;
