/**
 * One run of {@code greenfork local} from its first process to the end of the last. In: a plan and
 * what the user asked for. Out: an exit status; what is to be seen goes to the screen.
 */
@NullMarked
package dev.greenfork.local.run;

import org.jspecify.annotations.NullMarked;
