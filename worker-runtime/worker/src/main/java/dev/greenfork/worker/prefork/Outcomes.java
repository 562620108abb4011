package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A child's last frame about a run as an outcome. */
final class Outcomes {

  private Outcomes() {}

  static Outcome of(Frame frame, ObjectMapper mapper) {
    try {
      return switch (frame) {
        case Frame.Returned(String json) -> new Outcome.Success(mapper.readTree(json));
        case Frame.Threw(Frame.Thrown thrown, boolean interrupted) ->
            new Outcome.Failure(info(thrown, mapper), thrown.traceback(), interrupted);
        case Frame.WantsRetry(long after, Frame.Thrown reason, var args, var kwargs) ->
            new Outcome.Retry(
                Duration.ofMillis(after),
                info(reason, mapper),
                reason.traceback(),
                changed(args, kwargs, mapper));
        case Frame.Replaced(String signature) -> replaced(mapper.readTree(signature));
        case Frame.Ignored(String reason) -> new Outcome.Ignored(reason);
        case Frame.Rejected(boolean requeue, Frame.Thrown reason) ->
            new Outcome.Rejected(requeue, info(reason, mapper), reason.traceback());
        default -> Failures.internal("The child ended the run with " + frame + ".");
      };
    } catch (JsonProcessingException e) {
      return Failures.internal("What the child returned is no JSON: " + e.getOriginalMessage());
    }
  }

  private static Outcome.@Nullable Arguments changed(
      @Nullable String args, @Nullable String kwargs, ObjectMapper mapper)
      throws JsonProcessingException {
    return args == null || kwargs == null
        ? null
        : new Outcome.Arguments(
            (ArrayNode) mapper.readTree(args), (ObjectNode) mapper.readTree(kwargs));
  }

  private static Outcome replaced(JsonNode tree) {
    return switch (SignatureCodec.read(tree)) {
      case SignatureReading.Read(var signature) -> new Outcome.Replaced(signature);
      case SignatureReading.Refused(var detail) ->
          Failures.internal("What the task is replaced by is no workflow: " + detail);
    };
  }

  private static ExceptionInfo info(Frame.Thrown thrown, ObjectMapper mapper)
      throws JsonProcessingException {
    ArrayNode args = (ArrayNode) mapper.readTree(thrown.args());
    return new ExceptionInfo(thrown.type(), args, thrown.module());
  }
}
