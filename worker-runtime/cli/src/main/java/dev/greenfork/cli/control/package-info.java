/**
 * {@code greenfork inspect}, {@code control} and {@code revoke}: remote control of workers, stock
 * Celery ones included, from the command line.
 */
@NullMarked
package dev.greenfork.cli.control;

import org.jspecify.annotations.NullMarked;
