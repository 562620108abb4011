package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.PythonExceptions;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.worker.run.Arrangement;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts the body of a chord once all parts have ended, by looking at their results again and again
 * (celery.app.builtins, unlock_chord). Clients send it for result backends that do not count parts
 * themselves. Thread safe.
 */
final class ChordUnlock {

  /** Celery's {@code result_chord_retry_interval}. */
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private static final double LONGEST_SECONDS = 86_400;

  private final EndedParts ended;

  ChordUnlock(EndedParts ended) {
    this.ended = ended;
  }

  /**
   * Looks at the parts once.
   *
   * @param given values of {@code group_id, callback, interval, max_retries, result}
   */
  Outcome run(TaskMessage message, List<JsonNode> given) {
    Optional<ResultTree> parts = parts(given.get(0).asText(), given.get(4));
    if (!(given.get(1) instanceof ObjectNode body) || parts.isEmpty()) {
      return Failures.wrongArguments(
          "celery.chord_unlock() needs the signature of a body and the results of the header's"
              + " tasks");
    }
    try {
      Optional<PartResults> results = ended.of(parts.get());
      if (results.isEmpty()) {
        return again(message, body, given, null);
      }
      ArrayNode values = (ArrayNode) results.get().values(parts.get());
      return new Outcome.Arranges(new Arrangement.Body(body, values));
    } catch (BrokerException e) {
      return again(message, body, given, PythonExceptions.describe(e));
    } catch (ChordFailure e) {
      return new Outcome.Arranges(
          new Arrangement.NoBody(body, String.valueOf(e.getMessage()), e.behind(), null));
    }
  }

  private static Optional<ResultTree> parts(String group, JsonNode tuples) {
    List<ResultTree> members = new ArrayList<>();
    for (JsonNode tuple : tuples) {
      Optional<ResultTree> member = ResultTree.read(tuple);
      if (member.isEmpty()) {
        return Optional.empty();
      }
      members.add(member.get());
    }
    return tuples.isArray() ? Optional.of(new ResultTree(group, null, members)) : Optional.empty();
  }

  /** Later again, unless it was often enough: then nobody looks any more, and the body fails. */
  private static Outcome again(
      TaskMessage message, ObjectNode body, List<JsonNode> given, @Nullable ExceptionInfo error) {
    JsonNode most = given.get(3);
    if (!most.isNumber() || message.headers().timing().retries() < most.intValue()) {
      ExceptionInfo reason =
          error == null
              ? ExceptionInfo.of("Retry", "parts of the chord have not ended", "celery.exceptions")
              : error;
      return new Outcome.Retry(interval(given.get(2)), reason, reason.message() + "\n", null);
    }
    Outcome.Failure own = error == null ? exceeded(message) : Failures.of(error);
    String reason = "chord_unlock could not be retried: " + PythonRepr.exception(own.exception());
    return new Outcome.Arranges(new Arrangement.NoBody(body, reason, own.exception(), own));
  }

  private static Duration interval(JsonNode seconds) {
    double wanted = seconds.doubleValue();
    return seconds.isNumber() && wanted >= 0 && wanted <= LONGEST_SECONDS
        ? Duration.ofMillis(Math.round(wanted * 1000))
        : INTERVAL;
  }

  private static Outcome.Failure exceeded(TaskMessage message) {
    return Failures.retriesExceeded(
        "Can't retry %s[%s] args:%s kwargs:%s"
            .formatted(
                message.task(),
                message.id(),
                PythonRepr.args(message.body().args()),
                PythonRepr.kwargs(message.body().kwargs())));
  }
}
