/**
 * The main class of a prefork child. It connects to its parent's socket, makes the task instances
 * and runs what it is given, one task at a time; whatever its tasks send, log or print goes to the
 * parent. It has no broker and no URL, and ends when its parent does.
 */
@NullMarked
package dev.greenfork.worker.prefork.child;

import org.jspecify.annotations.NullMarked;
