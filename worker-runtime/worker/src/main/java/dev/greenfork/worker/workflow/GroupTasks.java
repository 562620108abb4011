package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Canvas;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.protocol.canvas.TaskArgs;
import dev.greenfork.worker.run.Arrangement;
import dev.greenfork.worker.run.Failures;
import dev.greenfork.worker.run.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Celery's tasks that start many others (celery.app.builtins). Its own clients send only {@code
 * celery.chunks} any more, where somebody uses that as a task. No I/O.
 */
final class GroupTasks {

  private GroupTasks() {}

  /** A group of tasks that each do up to {@code n} items. */
  static Outcome chunks(List<JsonNode> given) {
    int size = given.get(2).asInt();
    if (!(given.get(1) instanceof ArrayNode items) || size < 1) {
      return Failures.wrongArguments(
          "celery.chunks() needs a list and how many of it make a chunk");
    }
    return begin(Canvas.chunks(signature(given.get(0)), items, size), TaskArgs.NONE);
  }

  /** The members of a group whose ids somebody has given out. */
  static Outcome group(List<JsonNode> given) {
    Optional<ResultTree> result = ResultTree.read(given.get(1));
    if (result.isEmpty() || !given.get(2).isTextual()) {
      return Failures.wrongArguments("celery.group() needs the result and the id of the group");
    }
    return new Outcome.Arranges(
        new Arrangement.Members(
            given.get(2).textValue(),
            signatures(given.get(0)),
            first(given.get(3)),
            result.get(),
            given.get(4).asBoolean()));
  }

  /** A chord; the arguments go to its header's tasks. */
  static Outcome chord(List<JsonNode> given) {
    JsonNode header = given.get(0);
    JsonNode tasks = header.isObject() ? header.at("/kwargs/tasks") : header;
    Signature chord = Canvas.chord(signatures(tasks), signature(given.get(1)));
    return begin(chord, first(given.get(2)));
  }

  private static Outcome begin(Signature workflow, TaskArgs given) {
    return new Outcome.Arranges(new Arrangement.Begin(workflow, given));
  }

  private static TaskArgs first(JsonNode args) {
    return args instanceof ArrayNode list
        ? new TaskArgs(list, JsonNodeFactory.instance.objectNode())
        : TaskArgs.NONE;
  }

  private static List<Signature> signatures(JsonNode list) {
    List<Signature> all = new ArrayList<>();
    list.forEach(one -> all.add(signature(one)));
    return all;
  }

  private static Signature signature(JsonNode tree) {
    return switch (SignatureCodec.read(tree)) {
      case SignatureReading.Read(var signature) -> signature;
      case SignatureReading.Refused(var detail) -> throw BadSignatureException.of(detail);
    };
  }
}
