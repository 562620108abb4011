/**
 * Celery's first green example, written anew: URLs come in, the lengths of their texts go out.
 * {@link UrlTasks} is the task, {@link OpenUrls} the program that sends it for one URL or for many.
 */
@NullMarked
package dev.greenfork.examples.urlopen;

import org.jspecify.annotations.NullMarked;
