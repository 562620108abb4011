package dev.greenfork.worker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How prefork children live.
 *
 * @param environment names of the environment variables that they keep, besides those of the locale
 *     and the search path; a trailing {@code *} stands for any rest
 * @param mostTasks a child is replaced after so many runs; null for never
 * @param mostMemory a child whose resident memory is more than this, in bytes, is killed, and its
 *     heap is bounded so that it comes to that only by memory beside it; null for no such limit
 */
public record ChildOptions(
    List<String> environment, @Nullable Integer mostTasks, @Nullable Long mostMemory) {

  /** No variables of its own and no limits. */
  public static final ChildOptions DEFAULT = new ChildOptions(List.of(), null, null);

  /** A JVM child needs 96 MiB beside its heap, and a heap. */
  private static final long LEAST_MEMORY = 128L << 20;

  public ChildOptions {
    environment = List.copyOf(environment);
    if (mostTasks != null && mostTasks < 1) {
      throw new IllegalArgumentException(
          "A child must be allowed at least one task, not %d; set --max-tasks-per-child."
              .formatted(mostTasks));
    }
    if (mostMemory != null && mostMemory < LEAST_MEMORY) {
      throw new IllegalArgumentException(
          "A child needs at least 128Mi of memory, not %,d bytes; set --max-memory-per-child."
              .formatted(mostMemory));
    }
  }
}
