/**
 * The log of the process, configured in code: no XML is read, which costs start-up time. Events of
 * SLF4J come in, also those of prefork children; one line per event goes to standard error, as text
 * or JSON, with the task's id and name where the event has them in its MDC.
 */
@NullMarked
package dev.greenfork.worker.logging;

import org.jspecify.annotations.NullMarked;
