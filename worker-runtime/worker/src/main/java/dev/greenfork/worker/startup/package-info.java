/**
 * Checks made before the first message is fetched, each with a sentence that says how to mend what
 * it finds.
 */
@NullMarked
package dev.greenfork.worker.startup;

import org.jspecify.annotations.NullMarked;
