package dev.greenfork.worker.admission;

import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.greenfork.broker.Settlement;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.task.index.RateLimit;
import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskOptions;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.limits.RateLimits;
import dev.greenfork.worker.limits.ResourceLimits;
import dev.greenfork.worker.limits.TaskLimits;
import dev.greenfork.worker.limits.TimeLimitsTable;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.revocation.Gate;
import dev.greenfork.worker.revocation.Revocations;
import dev.greenfork.worker.routing.Routing;
import dev.greenfork.worker.tasks.TaskRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class AdmissionTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final TimeLimits POOL =
      new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(60));

  private final Revocations revocations = new Revocations(InstantSource.fixed(NOW));
  private final ResultCodec results = new ResultCodec(Limits.DEFAULT);
  private final TaskRegistry registry =
      TaskRegistry.of(List.of(Definitions.task("known", (self, a) -> null), silent()));
  private final TaskLimits limits =
      new TaskLimits(
          new TimeLimitsTable(registry.all(), POOL),
          new RateLimits(registry.all(), new SplittableRandom(1)),
          new ResourceLimits(registry.all()));
  private Instant now = NOW;
  private final Admission admission =
      new Admission(
          new Admission.Known(registry, Routing.NONE),
          limits,
          new MessageDecoder(Limits.DEFAULT),
          new StoredStates(results, "test@host", new WorkerOptions.Storing(true, false)),
          new Gate(revocations, () -> now));

  @Test
  void lets_a_known_task_run_with_the_limits_of_the_pool() {
    Admitted admitted = admission.admit(delivery(message("known", "1", "[]")));

    assertThat(admitted)
        .asInstanceOf(type(Admitted.Now.class))
        .satisfies(now -> assertThat(now.run().limits()).isEqualTo(POOL));
  }

  @Test
  void prefers_the_limits_of_the_message_each_for_itself() {
    Timing timing = new Timing(0, null, null, Duration.ofSeconds(5), null);

    assertThat(admission.admit(delivery(message("known", "1", "[]", timing))))
        .asInstanceOf(type(Admitted.Now.class))
        .satisfies(
            now ->
                assertThat(now.run().limits())
                    .isEqualTo(new TimeLimits(Duration.ofSeconds(30), Duration.ofSeconds(5))));
  }

  @Test
  void keeps_a_task_with_an_eta_for_later() {
    Timing timing = Timing.NOW.withEta(NOW.plusSeconds(60));

    assertThat(admission.admit(delivery(message("known", "1", "[]", timing))))
        .asInstanceOf(type(Admitted.Later.class))
        .satisfies(later -> assertThat(later.due()).isEqualTo(NOW.plusSeconds(60)));
  }

  @Test
  void takes_the_limits_of_the_task_before_those_of_the_pool() {
    limits.times().set("known", new TimeLimits(Duration.ofSeconds(7), null));

    assertThat(admission.admit(delivery(message("known", "1", "[]"))))
        .asInstanceOf(type(Admitted.Now.class))
        .satisfies(
            admitted ->
                assertThat(admitted.run().limits())
                    .isEqualTo(new TimeLimits(Duration.ofSeconds(7), Duration.ofSeconds(60))));
  }

  @Test
  void looks_again_at_the_expiry_after_a_wait() {
    Timing timing = Timing.NOW.withEta(NOW.plusSeconds(4)).withExpires(NOW.plusSeconds(3));
    Admitted.Later later =
        (Admitted.Later) admission.admit(delivery(message("known", "1", "[]", timing)));

    now = NOW.plusSeconds(4);

    assertThat(admission.again(later.run(), later.rated()))
        .asInstanceOf(type(Admitted.Refused.class))
        .satisfies(refused -> assertThat(refused.reason()).isEqualTo("expired"));
  }

  @Test
  void spaces_the_runs_of_a_limited_task_also_after_their_eta() {
    limits.rates().set("known", RateLimit.parse("1/s"));
    Admitted first = admission.admit(delivery(message("known", "1", "[]")));
    Admitted second = admission.admit(delivery(message("known", "2", "[]")));

    assertThat(first).isInstanceOf(Admitted.Now.class);
    assertThat(second)
        .asInstanceOf(type(Admitted.Later.class))
        .satisfies(
            later -> {
              assertThat(later.due()).isEqualTo(NOW.plusSeconds(1));
              assertThat(later.rated()).isTrue();
              now = later.due();
              assertThat(admission.again(later.run(), later.rated()))
                  .isInstanceOf(Admitted.Now.class);
            });
    Timing eta = Timing.NOW.withEta(now.plusMillis(500));
    Admitted.Later third =
        (Admitted.Later) admission.admit(delivery(message("known", "3", "[]", eta)));
    now = third.due();
    assertThat(third.rated()).isFalse();
    assertThat(admission.again(third.run(), third.rated()))
        .asInstanceOf(type(Admitted.Later.class))
        .satisfies(later -> assertThat(later.due()).isEqualTo(NOW.plusSeconds(2)));
  }

  @Test
  void revokes_an_expired_task() {
    Timing timing = Timing.NOW.withExpires(NOW.minusSeconds(1));

    Settlement settlement = refused(message("known", "1", "[]", timing), "expired");

    assertThat(settlement)
        .asInstanceOf(type(Settlement.Finish.class))
        .satisfies(
            finish ->
                assertThat(text(Objects.requireNonNull(finish.result()).meta()))
                    .contains("\"status\": \"REVOKED\"", "TaskRevokedError", "expired"));
  }

  @Test
  void does_not_run_what_was_revoked() {
    revocations.revoke(List.of("1"));

    Settlement settlement = refused(message("known", "1", "[]"), "revoked");

    assertThat(settlement)
        .asInstanceOf(type(Settlement.Finish.class))
        .satisfies(
            finish ->
                assertThat(text(Objects.requireNonNull(finish.result()).meta()))
                    .contains("\"status\": \"REVOKED\"", "TaskRevokedError", "[\"revoked\"]"));
  }

  @Test
  void fails_an_unknown_task_as_celery_does_and_keeps_it() {
    Settlement settlement = refused(message("other", "1", "[]"), "not-registered");

    assertThat(settlement)
        .asInstanceOf(type(Settlement.Bury.class))
        .satisfies(
            bury -> {
              assertThat(bury.letter().reason()).isEqualTo("not-registered");
              assertThat(bury.letter().task()).isEqualTo("other");
              assertThat(text(Objects.requireNonNull(bury.end().result()).meta()))
                  .contains("FAILURE", "NotRegistered", "celery.exceptions");
            });
  }

  @Test
  void stores_nothing_of_a_revoked_task_whose_sender_wants_no_result() {
    revocations.revoke(List.of("1"));
    TaskMessage message = message("known", "1", "[]");

    assertThat(refused(ignoring(message, true), "revoked")).isInstanceOf(Settlement.Drop.class);
  }

  @Test
  void stores_nothing_of_a_revoked_task_that_is_declared_so_unless_its_sender_wants_it() {
    revocations.revoke(List.of("1"));
    TaskMessage message = message("silent", "1", "[]");

    assertThat(refused(message, "revoked")).isInstanceOf(Settlement.Drop.class);
    assertThat(refused(ignoring(message, false), "revoked"))
        .asInstanceOf(type(Settlement.Finish.class))
        .satisfies(finish -> assertThat(finish.result()).isNotNull());
  }

  @Test
  void stores_nothing_of_an_expired_task_that_is_declared_so() {
    Timing timing = Timing.NOW.withExpires(NOW.minusSeconds(1));

    assertThat(refused(message("silent", "1", "[]", timing), "expired"))
        .isInstanceOf(Settlement.Drop.class);
  }

  /** Celery does, too: {@code on_unknown_task} knows no task that could say otherwise. */
  @Test
  void stores_the_failure_of_an_unknown_task_whatever_its_sender_wants() {
    assertThat(refused(ignoring(message("other", "1", "[]"), true), "not-registered"))
        .asInstanceOf(type(Settlement.Bury.class))
        .satisfies(bury -> assertThat(bury.end().result()).isNotNull());
  }

  @Test
  void extends_what_it_stores_of_tasks_that_do_not_run() {
    revocations.revoke(List.of("1"));

    assertThat(refused(message("known", "1", "[7]"), "revoked"))
        .asInstanceOf(type(Settlement.Finish.class))
        .satisfies(
            finish ->
                assertThat(text(Objects.requireNonNull(finish.result()).meta()))
                    .contains("\"name\": \"known\"", "\"args\": [7]", "\"worker\": \"test@host\""));
  }

  @Test
  void keeps_what_it_cannot_read_with_the_reason() {
    Admitted admitted = admission.admit(delivery("{".getBytes(StandardCharsets.UTF_8)));

    assertThat(admitted)
        .asInstanceOf(type(Admitted.Refused.class))
        .satisfies(
            refused -> {
              assertThat(refused.reason()).isEqualTo("not-json");
              assertThat(refused.settlement()).isInstanceOf(Settlement.Bury.class);
            });
  }

  private static TaskDefinition silent() {
    TaskOptions plain = TaskOptions.DEFAULT;
    return Definitions.with(
        Definitions.task("silent", (self, a) -> null),
        new TaskOptions(
            plain.kind(),
            plain.ack(),
            plain.retries(),
            plain.limits(),
            new TaskOptions.Storing(true, false)));
  }

  private static TaskMessage ignoring(TaskMessage message, boolean ignored) {
    return new TaskMessage(
        message.headers().withIgnoreResult(ignored), message.body(), message.properties());
  }

  private Settlement refused(TaskMessage message, String reason) {
    Admitted.Refused refused = (Admitted.Refused) admission.admit(delivery(message));
    assertThat(refused.reason()).isEqualTo(reason);
    return refused.settlement();
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
