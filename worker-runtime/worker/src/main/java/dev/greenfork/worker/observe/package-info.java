/**
 * Who is told what becomes of messages: task events, counters for heartbeats and whatever else only
 * listens. The steps of a task's path call in; nothing that is told here changes what they do.
 */
@NullMarked
package dev.greenfork.worker.observe;

import org.jspecify.annotations.NullMarked;
