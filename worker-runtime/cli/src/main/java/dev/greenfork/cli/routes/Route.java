package dev.greenfork.cli.routes;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskEvidence;
import dev.greenfork.decisions.routing.Routed;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where one task of a queue runs.
 *
 * @param queue the one that producers send to
 * @param routed where, and why
 * @param measured of its runs; null if nothing was
 * @param wanted where it would be moved to, were the Broker's placement no dry run; null for
 *     nowhere
 */
record Route(
    String queue, Routed routed, @Nullable TaskEvidence measured, @Nullable PoolType wanted) {

  String task() {
    return routed.task().name();
  }

  /** {@code green}, {@code prefork}, {@code parked}, another queue, or {@code nowhere}. */
  String runsIn() {
    return switch (routed.place()) {
      case GREEN, PREFORK, PARKED -> routed.place().name().toLowerCase(Locale.ROOT);
      case SENT_ON -> String.valueOf(routed.queue());
      case NOT_REGISTERED -> "nowhere";
    };
  }

  /** Sentences on why it runs there, and what would be changed. */
  String why() {
    String sentence = measured == null ? null : measured.sentence();
    String why =
        sentence == null || sentence.isEmpty() ? routed.why() : routed.why() + "; " + sentence;
    return wanted == null ? why : "%s; dry run: would be moved to %s".formatted(why, wanted.word());
  }
}
