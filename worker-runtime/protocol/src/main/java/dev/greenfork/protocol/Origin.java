package dev.greenfork.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Where a message came from and how monitors show it; none of it changes how the task runs.
 *
 * @param lang language of the sender, {@code py} for Python
 * @param node the sender, {@code gen<pid>@<host>}
 * @param shadow name to show instead of the task's
 * @param argsRepr the positional arguments as Python would print them, shortened
 * @param kwargsRepr the keyword arguments as Python would print them, shortened
 */
public record Origin(
    @Nullable String lang,
    @Nullable String node,
    @Nullable String shadow,
    @Nullable String argsRepr,
    @Nullable String kwargsRepr) {

  /** Nothing known. */
  public static final Origin NONE = new Origin(null, null, null, null, null);
}
