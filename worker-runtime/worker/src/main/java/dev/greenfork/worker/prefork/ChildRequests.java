package dev.greenfork.worker.prefork;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.run.ChildTasks;
import dev.greenfork.worker.run.TaskRun;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Does what the task of a child asks for, in the name of its run. One request at a time: whoever
 * asks faster than the broker answers waits in the child, not in this process.
 */
final class ChildRequests {

  private final ObjectMapper mapper;

  ChildRequests(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The answer to a request.
   *
   * @param run of the task that asks; null if it has ended
   */
  Frame answer(Frame.Request request, @Nullable TaskRun run) {
    if (run == null) {
      return new Frame.Refusal(request.number(), "The task that asked has ended.");
    }
    try {
      return switch (request) {
        case Frame.Send send -> new Frame.Answer(send.number(), send(send, run));
        case Frame.Start(long number, String signature) ->
            start(number, signature, run, ChildTasks::start);
        case Frame.AddToChord(long number, String signature) ->
            start(number, signature, run, ChildTasks::addToChord);
        case Frame.SetState(long number, String state, String meta) -> {
          run.desk().state(run, state, mapper.readTree(meta));
          yield new Frame.Answer(number, "");
        }
        case Frame.GetResult(long number, String id) -> new Frame.Answer(number, result(id, run));
        case Frame.IsRevoked(long number) ->
            new Frame.Answer(number, String.valueOf(run.desk().isRevoked(run)));
      };
    } catch (TaskSendException | JsonProcessingException e) {
      return new Frame.Refusal(request.number(), String.valueOf(e.getMessage()));
    }
  }

  private String send(Frame.Send send, TaskRun run) throws JsonProcessingException {
    ArrayNode args = tree(send.args(), ArrayNode.class);
    ObjectNode kwargs = tree(send.kwargs(), ObjectNode.class);
    String queue = send.queue() == null ? run.run().delivery().queue() : send.queue();
    return run.sender().send(send.task(), args, kwargs, queue);
  }

  private Frame start(
      long number, String json, TaskRun run, BiFunction<ChildTasks, Signature, String> starting)
      throws JsonProcessingException {
    return switch (SignatureCodec.read(mapper.readTree(json))) {
      case SignatureReading.Read(var signature) ->
          new Frame.Answer(number, starting.apply(run.sender(), signature));
      case SignatureReading.Refused(var detail) -> new Frame.Refusal(number, detail);
    };
  }

  private String result(String id, TaskRun run) {
    return run.desk()
        .result(id)
        .map(meta -> mapper.createArrayNode().add(meta.status()).add(meta.result()).toString())
        .orElse("");
  }

  private <T extends JsonNode> T tree(String json, Class<T> type) throws JsonProcessingException {
    JsonNode tree = mapper.readTree(json);
    if (!type.isInstance(tree)) {
      throw new TaskSendException("The arguments are a JSON " + tree.getNodeType() + ".", null);
    }
    return type.cast(tree);
  }
}
