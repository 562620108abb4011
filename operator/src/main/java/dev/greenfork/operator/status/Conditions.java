package dev.greenfork.operator.status;

import dev.greenfork.decisions.resources.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns statements into conditions. Pure. */
public final class Conditions {

  private Conditions() {}

  /** The conditions to store for these statements, given those stored before. */
  public static List<Condition> next(
      @Nullable List<Condition> before,
      List<Statement> statements,
      @Nullable Long generation,
      Instant now) {
    return statements.stream()
        .map(statement -> condition(before, statement, generation, now))
        .toList();
  }

  /** The condition of this type, where it was ever set. */
  public static Optional<Condition> find(@Nullable List<Condition> conditions, String type) {
    return conditions == null
        ? Optional.empty()
        : conditions.stream().filter(condition -> condition.type().equals(type)).findFirst();
  }

  private static Condition condition(
      @Nullable List<Condition> before,
      Statement statement,
      @Nullable Long generation,
      Instant now) {
    String status = statement.state().word();
    String since =
        find(before, statement.type())
            .filter(condition -> condition.status().equals(status))
            .map(Condition::lastTransitionTime)
            .orElseGet(() -> now.truncatedTo(ChronoUnit.SECONDS).toString());
    return new Condition(
        statement.type(), status, statement.reason(), statement.message(), generation, since);
  }
}
