package dev.greenfork.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StuckAlarmTest {

  private final StuckAlarm alarm = new StuckAlarm();
  private final WatchedRun run = Runs.of("t", "1");
  private final WatchedRun other = Runs.of("t", "2");
  private long now;

  @Test
  void tells_once_of_a_run_that_waits_for_a_monitor_at_each_look_for_a_minute() {
    assertThat(looks(11, run)).as("55 s").isEmpty();
    assertThat(looks(2, run)).containsExactly(run);
    assertThat(looks(20, run)).as("told before").isEmpty();
  }

  @Test
  void begins_anew_with_a_run_that_went_on_meanwhile() {
    looks(11, run);
    looks(1);

    assertThat(looks(12, run)).isEmpty();
    assertThat(looks(1, run)).containsExactly(run);
  }

  @Test
  void tells_again_of_a_run_that_is_stuck_a_second_time() {
    looks(13, run);
    looks(1);

    assertThat(looks(13, run)).containsExactly(run);
  }

  @Test
  void knows_runs_apart() {
    looks(6, run);

    assertThat(looks(7, run, other)).containsExactly(run);
    assertThat(looks(6, run, other)).containsExactly(other);
  }

  /** So many looks at the usual pace, with these runs blocked; those that were told of. */
  private List<WatchedRun> looks(int count, WatchedRun... blocked) {
    List<WatchedRun> told = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      told.addAll(alarm.look(List.of(blocked), now));
      now += StuckAlarm.EVERY.toNanos();
    }
    return told;
  }
}
