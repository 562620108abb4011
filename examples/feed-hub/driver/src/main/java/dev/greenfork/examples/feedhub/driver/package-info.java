/**
 * Drives the feed hub and measures it: the list of feeds comes in from the feed server, tasks go
 * out to the broker, and what their results say becomes a table. {@link DriveFeeds} is the command,
 * {@link Campaign} the work, {@link Report} the arithmetic.
 */
@NullMarked
package dev.greenfork.examples.feedhub.driver;

import org.jspecify.annotations.NullMarked;
