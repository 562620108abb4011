package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.TaskKind;

/**
 * Overrides or complements what tasks declare.
 *
 * @param task an exact name, or the beginning of names followed by {@code *}
 * @param route the TaskRoute that it comes from, for people
 */
public record RouteRule(String task, Aim aim, String route) {

  public RouteRule {
    int star = task.indexOf('*');
    if (task.isEmpty() || (star >= 0 && star < task.length() - 1)) {
      throw new IllegalArgumentException(
          "task \"%s\" of %s is neither a name nor the beginning of one followed by *"
              .formatted(task, route));
    }
  }

  /** A preference. */
  public RouteRule(String task, TaskKind kind, String route) {
    this(task, Aim.of(kind), route);
  }

  /** Whether it names the task. */
  public boolean matches(String name) {
    return isExact() ? task.equals(name) : name.startsWith(task.substring(0, task.length() - 1));
  }

  /** Whether it is about one task. */
  public boolean isExact() {
    return !task.endsWith("*");
  }
}
