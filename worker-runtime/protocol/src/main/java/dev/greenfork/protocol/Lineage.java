package dev.greenfork.protocol;

import org.jspecify.annotations.Nullable;

/**
 * The place of a task in its workflow.
 *
 * @param rootId id of the workflow's first task
 * @param parentId id of the task that sent this one
 * @param group id of its group
 * @param groupIndex place in that group
 * @param replacedTaskNesting how often the task was replaced by another
 */
public record Lineage(
    @Nullable String rootId,
    @Nullable String parentId,
    @Nullable String group,
    @Nullable Integer groupIndex,
    int replacedTaskNesting) {

  /** The lineage of a task that starts a workflow. */
  public static Lineage rootOf(String id) {
    return new Lineage(id, null, null, null, 0);
  }

  /**
   * The lineage of a task sent by the task with id {@code parentId} in the workflow {@code rootId}.
   */
  public static Lineage childOf(String parentId, String rootId) {
    return new Lineage(rootId, parentId, null, null, 0);
  }
}
