package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The work that follows a task, as signature trees.
 *
 * @param callbacks run after success
 * @param errbacks run after failure
 * @param chain the rest of the chain in reverse: the next task is the last element
 * @param chord run when every task of the group has ended
 */
public record Embed(
    @Nullable ArrayNode callbacks,
    @Nullable ArrayNode errbacks,
    @Nullable ArrayNode chain,
    @Nullable ObjectNode chord) {

  /** Nothing follows. */
  public static final Embed NONE = new Embed(null, null, null, null);
}
