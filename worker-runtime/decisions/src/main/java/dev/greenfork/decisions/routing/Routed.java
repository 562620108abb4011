package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import org.jspecify.annotations.Nullable;

/**
 * Where a task goes, and why.
 *
 * @param task its name, and its kind and requirement after all rules
 * @param by who said so
 */
public record Routed(KnownTask task, Place place, By by) {

  /** Who decided about a task's kind. */
  public sealed interface By {

    /** The task's author, in code. */
    record Code() implements By {}

    /** A rule of a TaskRoute. */
    record Rule(RouteRule rule) implements By {}

    /** Nobody: what was measured says where it runs best. */
    record Measured(PoolType type) implements By {}

    /** Nobody, and nothing was measured yet. */
    record Nobody() implements By {}

    /** For people. */
    default String words() {
      return switch (this) {
        case Code _ -> "code";
        case Rule(RouteRule rule) -> rule.route();
        case Measured _ -> "measured";
        case Nobody _ -> "default";
      };
    }
  }

  /** The queue of others where it goes; null unless it is sent on. */
  public @Nullable String queue() {
    return by instanceof By.Rule(RouteRule rule) ? rule.aim().queue() : null;
  }

  /** A sentence on why it runs there. */
  public String why() {
    return switch (place) {
      case SENT_ON -> "a rule sends it on to the queue %s".formatted(queue());
      case NOT_REGISTERED -> "no pool of this queue knows it: it fails as NotRegistered";
      case PARKED ->
          "requires a %s pool that knows it, and none serves this queue: it waits"
              .formatted(word(task.requires()));
      case GREEN, PREFORK -> whyPool();
    };
  }

  private String whyPool() {
    String here = place.name().toLowerCase(java.util.Locale.ROOT);
    if (task.requires() != null) {
      return "requires a %s pool".formatted(here);
    }
    String preferred = word(Serving.preferred(task.kind(), by));
    if (!preferred.equals(here)) {
      return "no %s pool of this queue knows it".formatted(preferred);
    }
    return switch (by) {
      case By.Measured _ -> "measured: runs best in %s pools".formatted(here);
      case By.Code _, By.Rule _, By.Nobody _ ->
          task.kind() == TaskKind.AUTO
              ? "not measured yet: %s is the safe place".formatted(here)
              : "%s tasks run in %s pools".formatted(task.kind().word(), here);
    };
  }

  private static String word(@Nullable PoolType type) {
    return type == null ? "" : type.word();
  }
}
