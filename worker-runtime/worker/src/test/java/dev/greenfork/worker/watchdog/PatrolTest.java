package dev.greenfork.worker.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.greenfork.worker.events.TaskTally;
import dev.greenfork.worker.metrics.WorkerMetrics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class PatrolTest {

  private static final Duration STEP = Duration.ofMillis(50);

  private final HandScheduler scheduler = new HandScheduler();
  private final WorkerMetrics metrics = new WorkerMetrics();
  private final TaskTally tally = new TaskTally();
  private final Patrol patrol =
      new Patrol(scheduler, scheduler, tally, new CarrierMetrics(metrics), 0);
  private final WatchedRun run = Runs.of("t", "1");
  private final Logger findings = (Logger) LoggerFactory.getLogger("greenfork.watchdog");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private long now;

  @BeforeEach
  void listen() {
    lines.start();
    findings.addAppender(lines);
  }

  @AfterEach
  void end() {
    patrol.close();
    findings.detachAppender(lines);
  }

  @Test
  void makes_up_for_a_carrier_that_is_held_and_takes_the_other_back_ten_seconds_after() {
    scheduler.computes(run, "c1");
    walk(3);
    assertThat(scheduler.parallelism()).as("not held for long yet").isEqualTo(4);
    walk(1);
    assertThat(scheduler.parallelism()).isEqualTo(5);

    scheduler.leaves(run);
    walk(200);
    assertThat(scheduler.parallelism()).isEqualTo(5);
    walk(3);
    assertThat(scheduler.parallelism()).isEqualTo(4);
  }

  @Test
  void tells_once_of_a_hog_and_counts_all_of_its_time() {
    scheduler.computes(run, "c1");
    walk(10);
    assertThat(told()).as("within half a second it may end").isEmpty();
    walk(11);

    assertThat(told()).singleElement().asString().startsWith("Task t[1] hogs a carrier");
    assertThat(seconds("carrier_hog", "t")).isCloseTo(1, within(1e-6));
    assertThat(seconds("carrier_pinned", "t")).isNaN();
  }

  @Test
  void tells_of_a_run_that_is_pinned_apart_once_nothing_else_explains_its_carrier() {
    scheduler.pinned(run, "c1");
    walk(3);
    assertThat(scheduler.thoroughLooks()).as("asking all costs").isZero();
    walk(15);

    assertThat(scheduler.thoroughLooks()).isPositive();
    assertThat(told()).singleElement().asString().startsWith("Task t[1] is pinned");
    assertThat(seconds("carrier_pinned", "t")).isBetween(0.5, 1.0);
    assertThat(seconds("carrier_hog", "t")).isNaN();
  }

  @Test
  void forgets_what_it_saw_of_a_run_that_is_on_another_carrier() {
    for (int i = 0; i < 20; i++) {
      scheduler.computes(run, "c" + i % 2);
      walk(1);
    }

    assertThat(told()).isEmpty();
    assertThat(scheduler.parallelism()).isEqualTo(4);
  }

  @Test
  void divides_the_processor_time_among_those_that_it_sees() {
    scheduler.computes(run, "c1");
    scheduler.computes(Runs.of("u", "2"), "c2");
    walk(20);

    assertThat(seconds("task_cpu", "t")).isCloseTo(1, within(1e-6));
    assertThat(seconds("task_cpu", "u")).isCloseTo(1, within(1e-6));
  }

  @Test
  void has_carriers_look_for_work_while_some_waits_and_adds_no_more_than_64() {
    for (int i = 0; i < 70; i++) {
      scheduler.computes(Runs.of("t", "h" + i), "c" + i);
    }
    scheduler.queued(5);
    walk(4);

    assertThat(scheduler.parallelism()).isEqualTo(68);
    assertThat(told()).singleElement().asString().startsWith("All 68 carriers are held and 5");
    scheduler.queued(0);
    int nudges = scheduler.nudges();
    walk(10);
    assertThat(scheduler.nudges()).isEqualTo(nudges);
  }

  @Test
  void adds_carriers_without_a_name_for_threads_that_tasks_have_started() {
    scheduler.strangers(4);
    scheduler.queued(1);
    walk(9);
    assertThat(scheduler.parallelism()).isEqualTo(4);
    walk(4);

    assertThat(scheduler.parallelism()).isEqualTo(5);
    assertThat(scheduler.nudges()).isPositive();
  }

  @Test
  void tells_of_a_run_that_has_waited_for_a_monitor_for_a_minute() {
    scheduler.blocked(run);
    walk(20 * 59);
    assertThat(told()).isEmpty();
    walk(20 * 7);

    assertThat(told()).singleElement().asString().startsWith("Task t[1] has waited for a monitor");
  }

  @Test
  void gives_the_scheduler_back_as_it_was() {
    scheduler.computes(run, "c1");
    walk(5);
    patrol.close();

    assertThat(scheduler.parallelism()).isEqualTo(4);
  }

  private void walk(int times) {
    for (int i = 0; i < times; i++) {
      now += STEP.toNanos();
      scheduler.pass(STEP.toNanos());
      patrol.walk(now);
    }
  }

  private double seconds(String what, String task) {
    String name = "greenfork_%s_seconds_total{task=\"%s\"} ".formatted(what, task);
    return new String(metrics.text(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
        .findFirst()
        .orElse(Double.NaN);
  }

  private List<String> told() {
    return List.copyOf(lines.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }
}
