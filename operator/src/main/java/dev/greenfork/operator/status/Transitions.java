package dev.greenfork.operator.status;

import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.events.Happening;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which changes of conditions are worth an Event. Pure. */
public final class Transitions {

  /** The ordinary course of things: seen in the status, no news. */
  private static final Set<String> QUIET =
      Set.of(
          "WaitingForBroker",
          "WorkersStarting",
          "NoDeployment",
          "RollingOut",
          "Settled",
          "WorkersReady",
          "ScaledToZero",
          "SignalsMissing",
          "Paused",
          "DryRun");

  private Transitions() {}

  /**
   * A warning for each new trouble, a word of relief for each that ended; at most one per reason.
   */
  public static List<Happening> between(
      @Nullable List<Condition> before, @Nullable List<Condition> after) {
    List<Happening> happenings = new ArrayList<>();
    for (Condition now : Objects.requireNonNullElse(after, List.<Condition>of())) {
      Optional<Condition> then = Conditions.find(before, now.type());
      if (isTrouble(now) && then.map(c -> !c.reason().equals(now.reason())).orElse(true)) {
        add(happenings, Happening.warning(now.reason(), now.message()));
      } else if (now.holds() && then.filter(Transitions::isTrouble).isPresent()) {
        add(happenings, Happening.normal(now.reason(), now.message()));
      }
    }
    return happenings;
  }

  private static boolean isTrouble(Condition condition) {
    return condition.status().equals("False") && !QUIET.contains(condition.reason());
  }

  private static void add(List<Happening> happenings, Happening one) {
    if (happenings.stream().noneMatch(other -> other.reason().equals(one.reason()))) {
      happenings.add(one);
    }
  }
}
