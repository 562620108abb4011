package dev.greenfork.client;

import static dev.greenfork.client.Canvas.chain;
import static dev.greenfork.client.Canvas.chord;
import static dev.greenfork.client.Canvas.chunks;
import static dev.greenfork.client.Canvas.fan;
import static dev.greenfork.client.Canvas.group;
import static dev.greenfork.client.Canvas.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.Sender;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SendingTest {

  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private final Sending sending =
      new Sending(
          WorkModule.mapper(), new Sender("gen1@host", "me", "celery"), InstantSource.fixed(NOW));

  @Test
  void a_chain_sends_its_first_task_which_carries_the_rest() {
    Chain<Integer> chain = chain(number("one"), step("two", 2), step("three", 3));

    Sending.Ready ready = sending.plan(chain);

    TaskMessage first = only(ready);
    assertThat(first.task()).isEqualTo("one");
    JsonNode rest = given(first.body().embed().chain());
    assertThat(rest).hasSize(2);
    assertThat(rest.get(1).get("task").asText()).isEqualTo("two");
    assertThat(rest.get(1).get("args")).hasToString("[2]");
    assertThat(rest.get(1).get("immutable").booleanValue()).isFalse();
    assertThat(ready.result().id()).isEqualTo(rest.at("/0/options/task_id").asText());
    assertThat(ready.result().parent()).isNotNull();
  }

  @Test
  void work_that_is_complete_refuses_the_result_of_the_task_before_it() {
    TaskMessage first = only(sending.plan(number("one").then(number("two"))));

    assertThat(given(first.body().embed().chain()).at("/0/immutable").booleanValue()).isTrue();
  }

  @Test
  void a_group_sends_all_its_members_at_once() {
    Sending.Ready ready = sending.plan(group(number("one"), number("two")));

    assertThat(ready.keys()).isEmpty();
    assertThat(ready.messages()).hasSize(2);
    TaskMessage second = decoded(ready.messages().get(1).publication());
    assertThat(second.headers().lineage().group()).isEqualTo(ready.result().id());
    assertThat(second.headers().lineage().groupIndex()).isEqualTo(1);
    assertThat(ready.result().children()).hasSize(2);
  }

  @Test
  void a_chord_of_one_is_a_chord_all_the_same_because_its_body_takes_a_list() {
    Work<Integer> written = chord(group(number("one")), Step.of("sum", Integer.class));
    Work<Integer> followed = group(number("one")).then(Step.of("sum", Integer.class));

    for (Work<Integer> work : List.of(written, followed)) {
      Sending.Ready ready = sending.plan(work);
      TaskMessage part = only(ready);
      assertThat(given(part.body().embed().chord()).path("task").asText()).isEqualTo("sum");
      assertThat(ready.keys())
          .singleElement()
          .isInstanceOfSatisfying(JoinKey.Size.class, size -> assertThat(size.parts()).isOne());
    }
  }

  @Test
  void steps_side_by_side_all_get_the_result_of_the_task_before_them() {
    Chain<List<Integer>> chain = number("one").then(fan(step("two", 2), step("three", 3)));

    JsonNode group = given(only(sending.plan(chain)).body().embed().chain()).get(0);

    assertThat(group.get("task").asText()).isEqualTo("celery.group");
    assertThat(group.at("/kwargs/tasks/0/immutable").booleanValue()).isFalse();
    assertThat(group.at("/kwargs/tasks/1/args")).hasToString("[3]");
  }

  @Test
  void links_travel_with_the_task() {
    TaskSignature<Integer> task =
        number("one")
            .link(step("after", 1))
            .linkError(Step.of("mourn", Void.class))
            .linkError(number("alarm"));

    TaskMessage message = only(sending.plan(task));

    assertThat(given(message.body().embed().callbacks()).at("/0/task").asText()).isEqualTo("after");
    assertThat(given(message.body().embed().callbacks()).at("/0/immutable").booleanValue())
        .isFalse();
    JsonNode errbacks = given(message.body().embed().errbacks());
    assertThat(errbacks.at("/0/immutable").booleanValue()).isFalse();
    assertThat(errbacks.at("/1/immutable").booleanValue()).isTrue();
  }

  @Test
  void every_option_reaches_the_message_and_what_follows() {
    TaskSignature<Integer> task =
        number("one")
            .with(
                o ->
                    o.queue("feeds")
                        .priority(3)
                        .countdown(Duration.ofMillis(1500))
                        .expiresIn(Duration.ofMinutes(1))
                        .hardLimit(Duration.ofSeconds(30))
                        .softLimit(Duration.ofSeconds(20))
                        .taskId("mine")
                        .shownAs("One")
                        .ignoreResult(true)
                        .header("tenant", 7)
                        .stamp("job", "night"));
    TaskMessage sent = only(sending.plan(task.link(number("x"))));
    JsonNode later =
        given(only(sending.plan(number("zero").then(task))).body().embed().chain())
            .get(0)
            .get("options");

    assertThat(sent.id()).isEqualTo("mine");
    assertThat(sent.properties().routing().routingKey()).isEqualTo("feeds");
    assertThat(sent.properties().priority()).isEqualTo(3);
    assertThat(sent.properties().expiration()).isEqualTo("60000");
    assertThat(sent.headers().timing().eta()).isEqualTo(NOW.plusMillis(1500));
    assertThat(sent.headers().timing().hardLimit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(sent.headers().timing().softLimit()).isEqualTo(Duration.ofSeconds(20));
    assertThat(sent.headers().origin().shadow()).isEqualTo("One");
    assertThat(sent.headers().ignoreResult()).isTrue();
    assertThat(given(sent.headers().user().get("tenant")).intValue()).isEqualTo(7);
    assertThat(sent.headers().stamps().values()).hasToString("{\"job\":\"night\"}");
    assertThat(later.get("countdown").doubleValue()).isEqualTo(1.5);
    assertThat(later.get("expires").intValue()).isEqualTo(60);
    assertThat(later.get("time_limit").intValue()).isEqualTo(30);
  }

  @Test
  void times_are_written_as_kombu_writes_them() {
    TaskSignature<Integer> task = number("one").with(o -> o.eta(NOW));

    JsonNode later =
        given(only(sending.plan(number("zero").then(task))).body().embed().chain()).get(0);

    assertThat(later.at("/options/eta"))
        .hasToString("{\"__type__\":\"datetime\",\"__value__\":\"2026-11-23T06:00:00+00:00\"}");
  }

  @Test
  void map_and_chunks_carry_the_task_that_they_call() {
    TaskMessage mapped = only(sending.plan(map(step("square"), List.of(1, 2))));
    Sending.Ready chunked =
        sending.plan(chunks(step("add"), List.of(List.of(1, 2), List.of(3, 4), List.of(5, 6)), 2));

    assertThat(mapped.task()).isEqualTo("celery.map");
    assertThat(mapped.body().kwargs().at("/task/task").asText()).isEqualTo("square");
    assertThat(mapped.body().kwargs().get("it")).hasToString("[1,2]");
    assertThat(chunked.messages()).hasSize(2);
    assertThat(decoded(chunked.messages().getFirst().publication()).task())
        .isEqualTo("celery.starmap");
  }

  @Test
  void refuses_workflows_that_celery_would_change_in_silence() {
    assertThatThrownBy(() -> group(List.of())).hasMessage("a group has at least one member");
    assertThatThrownBy(() -> group(group(number("a")), group(number("b"))))
        .hasMessageContaining("put its members into the outer one");
    assertThatThrownBy(() -> chunks(step("add"), List.of(), 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> map(Step.of("a", Integer.class).then(step("b")), List.of(1)))
        .hasMessage("celery.map calls a single task, not a workflow");
  }

  @Test
  void names_the_task_whose_arguments_are_no_json() {
    TaskSignature<List<Integer>> bad =
        TaskSignature.of("bad", new TypeReference<>() {}, new Object());

    assertThatThrownBy(() -> sending.plan(number("one").then(bad)))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("bad");
  }

  private static TaskSignature<Integer> number(String task) {
    return TaskSignature.of(task, Integer.class);
  }

  private static Step<Integer, Integer> step(String task, Object... args) {
    return Step.of(task, Integer.class, args);
  }

  private static TaskMessage only(Sending.Ready ready) {
    assertThat(ready.messages()).hasSize(1);
    return decoded(ready.messages().getFirst().publication());
  }

  private static TaskMessage decoded(Publication publication) {
    return switch (new MessageDecoder(Limits.DEFAULT).decode(publication.envelope())) {
      case Decoded.Task(TaskMessage message) -> message;
      case Decoded.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  private static JsonNode given(@Nullable JsonNode tree) {
    return Objects.requireNonNull(tree);
  }
}
