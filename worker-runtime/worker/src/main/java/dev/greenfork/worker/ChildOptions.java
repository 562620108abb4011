package dev.greenfork.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How prefork children live.
 *
 * @param environment names of the environment variables that they keep, besides those of the locale
 *     and the search path; a trailing {@code *} stands for any rest
 * @param mostTasks a child is replaced after so many runs; null for never
 * @param mostMemory a child is replaced after a run that left it with more resident memory than
 *     this, in bytes, and its heap may have three quarters of it; null for no such limit
 */
public record ChildOptions(
    List<String> environment, @Nullable Integer mostTasks, @Nullable Long mostMemory) {

  /** No variables of its own and no limits. */
  public static final ChildOptions DEFAULT = new ChildOptions(List.of(), null, null);

  /** A JVM does not start with less. */
  private static final long LEAST_MEMORY = 64L << 20;

  public ChildOptions {
    environment = List.copyOf(environment);
    if (mostTasks != null && mostTasks < 1) {
      throw new IllegalArgumentException(
          "A child must be allowed at least one task, not %d; set --max-tasks-per-child."
              .formatted(mostTasks));
    }
    if (mostMemory != null && mostMemory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "A child needs at least 64Mi of memory, not %,d bytes; set --max-memory-per-child."
              .formatted(mostMemory));
    }
  }
}
