package dev.greenfork.worker.run;

import static dev.greenfork.worker.Definitions.parameter;
import static dev.greenfork.worker.Messages.array;
import static dev.greenfork.worker.Messages.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.greenfork.protocol.typed.TaskJson;
import dev.greenfork.task.RetryTask;
import dev.greenfork.task.TaskContext;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RetriesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final TaskOptions.Backoff BACKOFF =
      new TaskOptions.Backoff(Duration.ofSeconds(2), Duration.ofSeconds(30), false);

  private double random = 1;
  private final Retries retries =
      new Retries(TaskJson.mapper(), InstantSource.fixed(NOW), () -> random);

  @ParameterizedTest
  @CsvSource({"0,2", "1,4", "3,16", "4,30", "1000,30"})
  void doubles_the_pause_up_to_its_longest(int before, long seconds) {
    Outcome outcome = retries.failed(task(-1, BACKOFF), new IOException("x"), before);

    assertThat(retry(outcome).after()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(retry(outcome).reason().message()).isEqualTo("x");
  }

  @Test
  void chooses_a_pause_below_the_full_one_with_jitter() {
    var jittered = new TaskOptions.Backoff(BACKOFF.first(), BACKOFF.max(), true);
    random = 0.25;

    assertThat(retry(retries.failed(task(3, jittered), new IOException("x"), 1)).after())
        .isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void fails_for_other_exceptions_for_excluded_ones_and_after_the_last_retry() {
    TaskDefinition task = task(2, null);

    assertThat(retry(retries.failed(task, new IOException("x"), 1)).after())
        .isEqualTo(Duration.ofSeconds(9));
    assertThat(retries.failed(task, new IOException("x"), 2)).isInstanceOf(Outcome.Failure.class);
    assertThat(retries.failed(task, new IllegalStateException("x"), 0))
        .isInstanceOf(Outcome.Failure.class);
    assertThat(retries.failed(task, new FileNotFoundException("x"), 0))
        .isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void takes_the_pause_that_the_task_asks_for_before_the_declared_one() {
    assertThat(retry(asked(0, context(0).retry())).after()).isEqualTo(Duration.ofSeconds(9));
    assertThat(retry(asked(0, context(0).retry(Duration.ZERO))).after()).isZero();
    assertThat(retry(asked(0, context(0).retry(NOW.plusSeconds(4)))).after())
        .isEqualTo(Duration.ofSeconds(4));
    assertThat(retry(asked(0, context(0).retry(NOW.minusSeconds(4)))).after()).isZero();
  }

  @Test
  void fails_with_the_given_reason_or_as_celery_does_when_no_retry_is_left() {
    Outcome withReason = asked(2, context(2).retry(new IOException("busy")));
    Outcome without = asked(2, context(2).retry());

    assertThat(failure(withReason).exception().message()).isEqualTo("busy");
    assertThat(failure(without).exception().type()).isEqualTo("MaxRetriesExceededError");
    assertThat(failure(without).exception().module()).isEqualTo("celery.exceptions");
    assertThat(failure(without).exception().message())
        .isEqualTo("Can't retry t[id] args:(1, 2) kwargs:{'z': 3}");
  }

  @Test
  void lets_the_task_say_how_often_it_may_be_retried() {
    assertThat(asked(2, context(2).retry().atMost(3))).isInstanceOf(Outcome.Retry.class);
    assertThat(asked(2, context(2).retry().atMost(-1))).isInstanceOf(Outcome.Retry.class);
    assertThat(asked(0, context(0).retry().atMost(0))).isInstanceOf(Outcome.Failure.class);
  }

  @Test
  void changes_arguments_without_giving_one_twice() {
    RetryTask wish = context(0).retry();

    assertThat(retry(asked(0, wish)).changed()).isNull();
    assertThat(retry(asked(0, wish.withArgs(7, 8, 9))).changed())
        .isEqualTo(new Outcome.Arguments(array("[7,8,9]"), object("{}")));
    assertThat(retry(asked(0, wish.withArgs(7))).changed())
        .isEqualTo(new Outcome.Arguments(array("[7]"), object("{\"z\": 3}")));
    assertThat(retry(asked(0, wish.withKwargs(Map.of("z", 5)))).changed())
        .isEqualTo(new Outcome.Arguments(array("[1,2]"), object("{\"z\": 5}")));
    assertThat(retry(asked(0, wish.withKwargs(Map.of("y", 5)))).changed())
        .isEqualTo(new Outcome.Arguments(array("[]"), object("{\"x\": 1, \"y\": 5}")));
    assertThat(failure(asked(0, wish.withArgs(new Object()))).exception().type())
        .isEqualTo("EncodeError");
  }

  private Outcome asked(int before, RetryTask wish) {
    return retries.asked(
        new Retries.Attempt(task(2, null), array("[1,2]"), object("{\"z\": 3}"), context(before)),
        wish);
  }

  private static TaskDefinition task(int most, TaskOptions.@Nullable Backoff backoff) {
    TaskOptions plain = TaskOptions.DEFAULT;
    var policy =
        new TaskOptions.RetryPolicy(
            List.of(IOException.class),
            List.of(FileNotFoundException.class),
            most,
            Duration.ofSeconds(9),
            backoff);
    return Definitions.with(
        Definitions.task(
            "t",
            (self, a) -> null,
            parameter("x", int.class),
            parameter("y", int.class),
            parameter("z", int.class)),
        new TaskOptions(plain.kind(), plain.ack(), policy, plain.limits(), plain.storing()));
  }

  private static TaskContext context(int before) {
    return Contexts.of("id", "t", before);
  }

  private static Outcome.Retry retry(Outcome outcome) {
    assertThat(outcome).asInstanceOf(type(Outcome.Retry.class)).isNotNull();
    return (Outcome.Retry) outcome;
  }

  private static Outcome.Failure failure(Outcome outcome) {
    assertThat(outcome).asInstanceOf(type(Outcome.Failure.class)).isNotNull();
    return (Outcome.Failure) outcome;
  }
}
