package dev.greenfork.worker.it;

import static dev.greenfork.worker.it.WorkflowFixture.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.canvas.Canvas;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.worker.PoolType;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The worker goes on with workflows, against a real Redis. */
final class WorkflowIT {

  @RegisterExtension final WorkflowFixture fixture = new WorkflowFixture();

  @Test
  void runs_a_chain_and_lists_each_step_as_a_child_of_the_one_before() throws Exception {
    green();
    Plan plan =
        fixture.start(Canvas.chain(List.of(add(1, 2), add(10), task("it.echo", 5).asImmutable())));

    assertThat(fixture.value(plan).intValue()).isEqualTo(5);
    var second = Objects.requireNonNull(Objects.requireNonNull(plan.result()).parent());
    assertThat(fixture.value(second.id()).intValue()).isEqualTo(13);
    assertThat(fixture.stored(second.id()))
        .contains("\"children\": [[[\"" + plan.result().id() + "\", null], null]]")
        .contains("\"parent_id\": \"" + Objects.requireNonNull(second.parent()).id() + "\"");
  }

  @Test
  void runs_a_chord_and_leaves_no_count_behind() throws Exception {
    green();
    Plan plan =
        fixture.start(Canvas.chord(List.of(add(1, 2), add(3, 4), add(5, 6)), task("it.sum")));

    assertThat(fixture.value(plan).intValue()).isEqualTo(21);
    String group = Objects.requireNonNull(Objects.requireNonNull(plan.result()).parent()).id();
    assertThat(fixture.workers.redis.ask("KEYS celery-taskset-meta-*").strip())
        .startsWith("*1")
        .endsWith("celery-taskset-meta-" + group + ".c");
    assertThat(fixture.workers.redis.ask("GET celery-taskset-meta-" + group + ".c").strip())
        .endsWith("done");
  }

  @Test
  void keeps_the_order_of_the_header_whatever_ends_first() throws Exception {
    green();
    List<Signature> header =
        IntStream.range(0, 8).mapToObj(i -> task("it.sleep", (8 - i) * 20)).toList();

    JsonNode results = fixture.value(fixture.start(Canvas.chord(header, task("it.echo"))));

    assertThat(results)
        .extracting(JsonNode::intValue)
        .containsExactly(160, 140, 120, 100, 80, 60, 40, 20);
  }

  @Test
  void starts_a_chord_in_a_chain_and_goes_on_after_it() throws Exception {
    green();
    Signature chain =
        Canvas.chain(
            List.of(add(1, 2), Canvas.group(List.of(add(10), add(20))), task("it.sum"), add(100)));

    assertThat(fixture.value(fixture.start(chain)).intValue()).isEqualTo(136);
  }

  @Test
  void gives_the_results_of_nested_groups_in_the_form_of_the_header() throws Exception {
    green();
    Signature toGroup = Canvas.chain(List.of(add(1, 1), Canvas.group(List.of(add(1), add(2)))));
    Signature inner = Canvas.chord(List.of(add(1, 2), add(3, 4)), task("it.sum"));
    Signature chain = Canvas.chain(List.of(add(5, 5), add(5)));

    JsonNode results =
        fixture.value(fixture.start(Canvas.chord(List.of(toGroup, inner, chain), task("it.echo"))));

    assertThat(results).hasToString("[[3,4],10,15]");
  }

  @Test
  void runs_a_group_body_and_two_groups_in_a_row() throws Exception {
    green();
    Signature chain =
        Canvas.chain(
            List.of(
                Canvas.group(List.of(add(1, 2), add(3, 4))),
                Canvas.group(List.of(task("it.sum"), task("it.sum"))),
                task("it.sum")));

    assertThat(fixture.value(fixture.start(chain)).intValue()).isEqualTo(20);
  }

  @Test
  void runs_the_body_of_an_empty_chord_at_once() throws Exception {
    green();
    assertThat(fixture.value(fixture.start(Canvas.chord(List.of(), task("it.sum")))).intValue())
        .isZero();
  }

  @Test
  void calls_callbacks_after_success_and_error_callbacks_after_failure() throws Exception {
    green();
    fixture.start(
        add(1, 2)
            .link(add(10).withId("callback-1"))
            .link(add(20).withId("callback-2"))
            .linkError(task("it.echo").withId("not-called")));
    fixture.start(
        task("it.fail", 1)
            .withId("failed")
            .link(add(1).withId("not-called"))
            .linkError(task("it.echo").withId("errback")));

    assertThat(fixture.value("callback-1").intValue()).isEqualTo(13);
    assertThat(fixture.value("callback-2").intValue()).isEqualTo(23);
    assertThat(fixture.value("errback").textValue()).isEqualTo("failed");
    assertThat(fixture.stored("not-called")).startsWith("$-1");
  }

  @Test
  void fails_the_rest_of_a_chain_and_the_chord_that_waits_for_it() {
    green();
    Signature broken = Canvas.chain(List.of(task("it.fail", 1), add(1), add(2)));
    Signature outer =
        Canvas.chord(List.of(add(1, 2), broken), task("it.sum").linkError(errback("heard")));

    Plan plan = fixture.start(outer);

    assertThatThrownBy(() -> fixture.value(plan))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> {
              assertThat(e.type()).isEqualTo("ChordError");
              assertThat(e).hasMessageContaining("raised ValueError('no')");
            });
    String body = Objects.requireNonNull(plan.result()).id();
    Awaitility.await()
        .untilAsserted(() -> assertThat(fixture.stored("heard")).contains("\"" + body + "\""));
  }

  @Test
  void fails_the_chord_around_a_chord_that_fails() {
    green();
    Signature inner = Canvas.chord(List.of(task("it.fail", 1), add(1, 2)), task("it.sum"));
    Plan plan = fixture.start(Canvas.chord(List.of(inner, add(3, 4)), task("it.sum")));

    assertThatThrownBy(() -> fixture.value(plan)).isInstanceOf(TaskFailedException.class);
  }

  @Test
  void fails_a_task_whose_callback_is_no_signature() throws Exception {
    green();
    ArrayNode callbacks = task("x").args();
    callbacks.addObject().put("task", 7);
    ArrayNode errbacks = task("x").args().add(SignatureCodec.write(errback("heard-of-it")));
    fixture.send(add(1, 2).withId("wrong"), new Embed(callbacks, errbacks, null, null));

    assertThatThrownBy(() -> fixture.value("wrong"))
        .isInstanceOfSatisfying(
            TaskFailedException.class, e -> assertThat(e.type()).isEqualTo("InvalidTaskError"))
        .hasMessageContaining("names no task");
    assertThat(fixture.value("heard-of-it").textValue()).isEqualTo("wrong");
    assertThat(fixture.value(fixture.start(add(1, 2))).intValue()).isEqualTo(3);
  }

  @Test
  void joins_ten_thousand_parts() throws Exception {
    green();
    List<Signature> header = IntStream.range(0, 10_000).mapToObj(i -> add(i, 0)).toList();

    Plan plan = fixture.start(Canvas.chord(header, task("it.sum")));

    assertThat(fixture.value(plan).intValue()).isEqualTo(49_995_000);
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void lets_a_task_be_replaced_start_workflows_and_know_its_place(PoolType pool) throws Exception {
    fixture.workers.start(pool, 2);
    Signature stamped =
        Canvas.chain(List.of(add(1, 2), task("it.position").asImmutable()))
            .stamp("team", task("it.add", 7).args().get(0));

    Plan chain = fixture.start(Canvas.chain(List.of(task("it.replace"), add(1000))));
    Plan started = fixture.start(task("it.workflow"));
    Plan placed = fixture.start(stamped);

    assertThat(fixture.value(chain).intValue()).isEqualTo(1113);
    assertThat(fixture.value(fixture.value(started).textValue()).intValue()).isEqualTo(10);
    String first = Objects.requireNonNull(Objects.requireNonNull(placed.result()).parent()).id();
    assertThat(fixture.value(placed))
        .hasToString("[\"%s\",\"%s\",{\"team\":7},{}]".formatted(first, first));
  }

  @ParameterizedTest
  @EnumSource(PoolType.class)
  void waits_for_what_a_part_adds_to_its_chord(PoolType pool) throws Exception {
    fixture.workers.start(pool, 2);

    Plan chord =
        fixture.start(Canvas.chord(List.of(task("it.more", 1), add(20, 30)), task("it.echo")));
    Plan alone = fixture.start(task("it.more", 1));

    assertThat(fixture.value(chord))
        .extracting(JsonNode::intValue)
        .containsExactlyInAnyOrder(1, 1101, 50);
    assertThatThrownBy(() -> fixture.value(alone))
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("no part of a chord");
  }

  @Test
  void maps_and_starmaps_in_one_task_each() throws Exception {
    green();
    Signature add = add();
    ArrayNode pairs = task("x", List.of(1, 2), List.of(3, 4)).args();

    assertThat(fixture.value(fixture.start(Canvas.starmap(add, pairs)))).hasToString("[3,7]");
    assertThat(fixture.value(fixture.start(Canvas.map(task("it.sum"), pairs))))
        .hasToString("[3,7]");
    assertThat(
            fixture.value(
                fixture.start(
                    Canvas.chain(List.of(Canvas.chunks(add, pairs, 1), task("it.echo"))))))
        .hasToString("[[3],[7]]");
  }

  @Test
  void puts_a_group_in_the_place_of_a_task() throws Exception {
    green();
    Plan chain = fixture.start(Canvas.chain(List.of(task("it.scatter"), task("it.sum"))));

    assertThat(fixture.value(chain).intValue()).isEqualTo(6);
  }

  @Test
  void fails_a_chord_of_which_a_part_has_expired() {
    green();
    Signature late = add(1, 2).withOption("expires", IntNode.valueOf(-5));
    Plan plan = fixture.start(Canvas.chord(List.of(late, add(3, 4)), task("it.sum")));

    assertThatThrownBy(() -> fixture.value(plan))
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            e -> assertThat(e).hasMessageContaining("raised TaskRevokedError('expired')"));
  }

  @Test
  void leaves_no_trace_of_a_task_that_is_ignored() throws Exception {
    green();
    Plan plan = fixture.start(task("it.ignore").link(add(1).withId("not-called")));
    fixture.value(fixture.start(add(1, 2)));

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(fixture.workers.redis.ask("LLEN celery")).contains("0"));
    assertThat(fixture.stored(Objects.requireNonNull(plan.result()).id())).startsWith("$-1");
    assertThat(fixture.stored("not-called")).startsWith("$-1");
  }

  private void green() {
    fixture.workers.start(PoolType.GREEN, 50);
  }

  private static Signature errback(String id) {
    return task("it.echo").withId(id);
  }

  private static Signature add(Object... numbers) {
    return task("it.add", numbers);
  }
}
