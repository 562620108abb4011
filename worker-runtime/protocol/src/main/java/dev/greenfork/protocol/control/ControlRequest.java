package dev.greenfork.protocol.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command for some or all nodes.
 *
 * @param method the command's name
 * @param arguments its arguments by name
 * @param audience who is to obey
 * @param asker who waits for answers, null for nobody
 */
public record ControlRequest(
    String method, ObjectNode arguments, Audience audience, @Nullable Asker asker) {

  /**
   * Who is to obey: those listed, else those whose name matches, else all (kombu.pidbox.Node).
   *
   * @param destination names of nodes; null or empty for no list
   * @param pattern what a node's name has to match
   * @param matcher how: {@code glob} or {@code pcre}
   */
  public record Audience(
      @Nullable List<String> destination, @Nullable String pattern, @Nullable String matcher) {

    /** All nodes. */
    public static final Audience ALL = new Audience(null, null, null);

    public Audience {
      destination = destination == null ? null : List.copyOf(destination);
    }

    /** These nodes alone; all if there are none. */
    public static Audience of(List<String> nodes) {
      return nodes.isEmpty() ? ALL : new Audience(nodes, null, null);
    }

    /** Whether nobody is left out. */
    public boolean isEverybody() {
      return (destination == null || destination.isEmpty())
          && (isEmpty(pattern) || isEmpty(matcher));
    }

    /**
     * Whether the node of this name is meant.
     *
     * @throws IllegalArgumentException if the pattern or the matcher cannot be used
     */
    public boolean includes(String node) {
      if (destination != null && !destination.isEmpty()) {
        return destination.contains(node);
      }
      if (pattern == null || matcher == null || pattern.isEmpty() || matcher.isEmpty()) {
        return true;
      }
      return Matchers.matches(node, pattern, matcher);
    }

    private static boolean isEmpty(@Nullable String text) {
      return text == null || text.isEmpty();
    }
  }

  /**
   * Who waits for answers.
   *
   * @param exchange where they go
   * @param routingKey names the asker
   * @param ticket names the question, and is repeated in each answer; null where there is none
   */
  public record Asker(String exchange, String routingKey, @Nullable String ticket) {}
}
