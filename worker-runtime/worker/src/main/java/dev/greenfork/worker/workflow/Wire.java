package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.CeleryJson;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.worker.run.Sending;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Brings plans and failures into the form in which they go to the broker. Thread safe. */
final class Wire {

  private final ObjectMapper mapper = CeleryJson.mapper(Limits.DEFAULT);
  private final MessageEncoder messages;
  private final ResultCodec results;
  private final InstantSource clock;

  Wire(MessageEncoder messages, ResultCodec results, InstantSource clock) {
    this.messages = messages;
    this.results = results;
    this.clock = clock;
  }

  ObjectMapper mapper() {
    return mapper;
  }

  /** Adds all that a plan takes; its children are not those of the task. */
  void add(Plan plan, Effects effects) {
    effects.keys.addAll(plan.keys());
    for (TaskMessage message : plan.messages()) {
      effects.messages.add(publication(message.redeliveredIf(effects.again)));
    }
  }

  /** Adds a plan of the task's own: what it starts are its children. */
  void addOwn(Plan plan, Effects effects) {
    add(plan, effects);
    plan.children().stream().map(ResultTree::tuple).forEach(effects.children::add);
  }

  Publication publication(TaskMessage message) {
    return Sending.publication(message, messages, clock.instant());
  }

  /** A FAILURE of a task that did not run. */
  StoredResult failure(
      String id, ExceptionInfo exception, @Nullable String traceback, ResultMeta.Links links) {
    String text =
        traceback == null ? exception.type() + ": " + exception.message() + "\n" : traceback;
    return new StoredResult(
        id, results.encode(ResultMeta.failure(id, exception, text, clock.instant(), links)));
  }

  /** The count of one part of a chord; its token is the same each time the part runs. */
  Joins.Part part(String group, String id, @Nullable Integer index, String state, JsonNode result) {
    ArrayNode value = JsonNodeFactory.instance.arrayNode(4).add(1).add(id).add(state).add(result);
    return new Joins.Part(group, id, index, bytes(value), "greenfork:" + id + ":" + index);
  }

  private byte[] bytes(JsonNode tree) {
    try {
      return mapper.writeValueAsString(tree).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a tree cannot be written as JSON", e);
    }
  }
}
