package dev.greenfork.operator.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.Condition;
import dev.greenfork.operator.events.Happening;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionsTest {

  private static final Instant MORNING = Instant.parse("2026-11-23T08:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void the_time_of_transition_changes_with_the_status_alone() {
    List<Condition> first = next(List.of(), Statement.no("Ready", "Starting", "0 of 2"), MORNING);
    List<Condition> second = next(first, Statement.no("Ready", "Starting", "1 of 2"), NOON);
    List<Condition> third = next(second, Statement.yes("Ready", "AllReady", "2 of 2"), NOON);

    assertThat(second.getFirst().lastTransitionTime()).isEqualTo("2026-11-23T08:00:00Z");
    assertThat(second.getFirst().message()).isEqualTo("1 of 2");
    assertThat(third.getFirst().lastTransitionTime()).isEqualTo("2026-11-23T12:00:00Z");
  }

  @Test
  void saying_the_same_again_changes_nothing() {
    Statement same = Statement.yes("Ready", "AllReady", "2 of 2");
    List<Condition> first = next(List.of(), same, MORNING);

    assertThat(next(first, same, NOON)).isEqualTo(first);
  }

  @Test
  void trouble_is_told_once_and_so_is_its_end() {
    List<Condition> well = next(List.of(), Statement.yes("Ready", "Reachable", "answers"), MORNING);
    List<Condition> ill = next(well, Statement.no("Ready", "Unreachable", "silent"), NOON);
    List<Condition> still = next(ill, Statement.no("Ready", "Unreachable", "still silent"), NOON);

    assertThat(Transitions.between(null, well)).isEmpty();
    assertThat(Transitions.between(well, ill))
        .containsExactly(Happening.warning("Unreachable", "silent"));
    assertThat(Transitions.between(ill, still)).isEmpty();
    assertThat(Transitions.between(still, well))
        .containsExactly(Happening.normal("Reachable", "answers"));
  }

  @Test
  void workers_that_start_are_no_news() {
    List<Condition> starting =
        next(List.of(), Statement.no("Ready", "WorkersStarting", "0 of 2"), MORNING);

    assertThat(Transitions.between(null, starting)).isEmpty();
  }

  private static List<Condition> next(List<Condition> before, Statement statement, Instant now) {
    return Conditions.next(before, List.of(statement), 1L, now);
  }
}
