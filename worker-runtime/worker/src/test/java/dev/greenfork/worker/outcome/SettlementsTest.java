package dev.greenfork.worker.outcome;

import static dev.greenfork.worker.Messages.array;
import static dev.greenfork.worker.Messages.delivery;
import static dev.greenfork.worker.Messages.message;
import static dev.greenfork.worker.Messages.object;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.greenfork.protocol.Decoded;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageDecoder;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.worker.Definitions;
import dev.greenfork.worker.TimeLimits;
import dev.greenfork.worker.WorkerOptions;
import dev.greenfork.worker.results.StoredStates;
import dev.greenfork.worker.run.Outcome;
import dev.greenfork.worker.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class SettlementsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ArrayNode NO_CHILDREN = JsonNodeFactory.instance.arrayNode();

  private final ResultCodec results = new ResultCodec(Limits.DEFAULT);
  private final Settlements settlements =
      new Settlements(
          new StoredStates(results, "test@host", WorkerOptions.Storing.DEFAULT),
          new MessageEncoder(),
          1_000);
  private final TaskMessage message = message("t", "1", "[7]");

  @Test
  void stores_the_value_of_a_success() {
    ResultMeta meta = meta(new Outcome.Success(IntNode.valueOf(3)));

    assertThat(meta.status()).isEqualTo("SUCCESS");
    assertThat(meta.result()).isEqualTo(IntNode.valueOf(3));
    assertThat(meta.dateDone()).isEqualTo(NOW);
  }

  @Test
  void stores_the_exception_of_a_failure() {
    ResultMeta meta =
        meta(
            new Outcome.Failure(ExceptionInfo.of("ValueError", "x", "builtins"), "trace\n", false));

    assertThat(meta.status()).isEqualTo("FAILURE");
    assertThat(meta.traceback()).isEqualTo("trace\n");
    assertThat(meta.result().get("exc_type").textValue()).isEqualTo("ValueError");
  }

  @Test
  void fails_a_task_whose_result_is_too_large() {
    Outcome large = new Outcome.Success(TextNode.valueOf("x".repeat(900)));

    Settlements.End end = settlements.end(run(message), large, NO_CHILDREN, NOW);

    assertThat(end.outcome()).isInstanceOf(Outcome.Failure.class);
    ResultMeta meta = meta(large);
    assertThat(meta.status()).isEqualTo("FAILURE");
    assertThat(ResultCodec.exception(meta.result()))
        .satisfies(
            failure -> {
              assertThat(failure.type()).isEqualTo("EncodeError");
              assertThat(failure.message())
                  .contains("The result of t has", "more than 1000", "--max-result-size");
            });
  }

  @Test
  void sends_a_retry_under_the_same_id_for_later() {
    Outcome retry =
        new Outcome.Retry(Duration.ofSeconds(9), ExceptionInfo.of("Retry", "", "c"), "", null);

    var end = settlements.end(run(message), retry, NO_CHILDREN, NOW);

    assertThat(end.messages()).hasSize(1);
    assertThat(end.messages().getFirst().queue()).isEqualTo("celery");
    Decoded again = new MessageDecoder(Limits.DEFAULT).decode(end.messages().getFirst().envelope());
    assertThat(again).isInstanceOf(Decoded.Task.class);
    TaskMessage sent = ((Decoded.Task) again).message();
    assertThat(sent.id()).isEqualTo("1");
    assertThat(sent.headers().timing().retries()).isEqualTo(1);
    assertThat(sent.headers().timing().eta()).isEqualTo(NOW.plusSeconds(9));
    assertThat(sent.headers().lineage().parentId()).isEqualTo("1");
    assertThat(sent.body().args()).isEqualTo(message.body().args());
    assertThat(sent.properties().deliveryTag()).isNotEqualTo(message.properties().deliveryTag());
    assertThat(end.messages().getFirst().due()).isEqualTo(NOW.plusSeconds(9));
    assertThat(results.decode(Objects.requireNonNull(end.result()).meta()).orElseThrow().children())
        .hasToString("[[[\"1\",null],null]]");
  }

  @Test
  void sends_a_retry_that_is_due_soon_straight_to_its_queue_with_new_arguments() {
    Outcome.Arguments changed = new Outcome.Arguments(array("[8]"), object("{\"y\": 1}"));
    Outcome retry =
        new Outcome.Retry(Duration.ofSeconds(5), ExceptionInfo.of("Retry", "", "c"), "", changed);

    var sent = settlements.end(run(message), retry, NO_CHILDREN, NOW).messages().getFirst();

    assertThat(sent.due()).isNull();
    var again = (Decoded.Task) new MessageDecoder(Limits.DEFAULT).decode(sent.envelope());
    assertThat(again.message().body().args()).isEqualTo(changed.args());
    assertThat(again.message().body().kwargs()).isEqualTo(changed.kwargs());
    assertThat(again.message().headers().origin().argsRepr()).isEqualTo("(8,)");
  }

  @Test
  void stores_nothing_where_the_result_is_ignored() {
    TaskMessage silent =
        new TaskMessage(
            message.headers().withIgnoreResult(true), message.body(), message.properties());

    var end =
        settlements.end(run(silent), new Outcome.Success(IntNode.valueOf(1)), NO_CHILDREN, NOW);

    assertThat(end.result()).isNull();
  }

  private ResultMeta meta(Outcome outcome) {
    var end = settlements.end(run(message), outcome, NO_CHILDREN, NOW);
    assertThat(end.messages()).isEmpty();
    return results.decode(Objects.requireNonNull(end.result()).meta()).orElseThrow();
  }

  private static Run run(TaskMessage message) {
    return new Run(
        delivery(message), message, Definitions.task("t", (self, a) -> null), TimeLimits.NONE);
  }
}
