/**
 * The tasks that this process knows. Indexes come in through the service loader, from the jars on
 * the class path; out go definitions by name and the one instance of each task class.
 */
@NullMarked
package dev.greenfork.worker.tasks;

import org.jspecify.annotations.NullMarked;
