package dev.greenfork.protocol.canvas;

import org.jspecify.annotations.Nullable;

/**
 * Where a workflow is started.
 *
 * @param parentId the task that starts it; null for a client
 * @param rootId the first task of the workflow that this one belongs to; null for a client
 */
public record Place(@Nullable String parentId, @Nullable String rootId) {

  /** By a client: a workflow of its own. */
  public static final Place START = new Place(null, null);
}
