package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.TaskMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Carries a failure on to all that can no longer run, so that nobody waits for it
 * (celery.backends.base, _fail_chain and chord_error_from_stack). Thread safe.
 */
final class Failing {

  /**
   * Why.
   *
   * @param stores whether results are stored
   */
  record Cause(String state, ExceptionInfo exception, @Nullable String traceback, boolean stores) {}

  private final Wire wire;
  private final Errbacks errbacks;

  Failing(Wire wire, Errbacks errbacks) {
    this.wire = wire;
    this.errbacks = errbacks;
  }

  /** Fails what follows a task that has failed, and calls its error callbacks. */
  void after(TaskMessage message, Cause cause, Effects effects) {
    Embed embed = message.body().embed();
    chain(embed.chain(), cause, effects);
    errbacks.send(embed.errbacks(), Failed.of(message, cause), effects);
  }

  /** Fails the rest of a chain, the bodies of chords in it included. */
  private void chain(@Nullable ArrayNode chain, Cause cause, Effects effects) {
    if (chain == null) {
      return;
    }
    Deque<JsonNode> left = new ArrayDeque<>();
    chain.forEach(left::add);
    while (!left.isEmpty()) {
      JsonNode step = left.pop();
      element(step, cause, effects);
      if (step.path("subtask_type").asText().equals("chord")
          && step.at("/kwargs/body") instanceof ObjectNode body) {
        left.add(body);
      }
    }
  }

  /** Fails the body of a chord: of a group each member, with the failure behind the chord's. */
  void body(ObjectNode body, Cause chordError, ExceptionInfo behind, Effects effects) {
    Cause cause = chordError;
    if (body.path("subtask_type").asText().equals("group")) {
      cause = new Cause(cause.state(), behind, null, true);
      JsonNode groupErrbacks = body.at("/options/link_error");
      for (JsonNode member : body.at("/kwargs/tasks")) {
        ended(member, cause, groupErrbacks, effects);
      }
      String group = text(body.path("options"), "task_id");
      if (group != null) {
        effects.results.add(wire.failure(group, behind, null, ResultMeta.Links.NONE));
      }
    } else {
      ended(body, cause, null, effects);
    }
    chain(body.at("/options/chain") instanceof ArrayNode rest ? rest : null, cause, effects);
  }

  /** Fails a signature that had its ids: its result, its error callbacks, the chord around it. */
  private void ended(JsonNode sig, Cause cause, @Nullable JsonNode moreErrbacks, Effects effects) {
    JsonNode last = sig;
    ArrayNode links = JsonNodeFactory.instance.arrayNode();
    add(sig.at("/options/link_error"), links);
    while (true) {
      String type = last.path("subtask_type").asText();
      if (type.equals("chord") && last.at("/kwargs/body").isObject()) {
        last = last.at("/kwargs/body");
        add(last.at("/options/link_error"), links);
      } else if (type.equals("chain") && !last.at("/kwargs/tasks").isEmpty()) {
        JsonNode tasks = last.at("/kwargs/tasks");
        last = tasks.get(tasks.size() - 1);
      } else {
        break;
      }
    }
    add(moreErrbacks, links);
    String id = text(last.path("options"), "task_id");
    if (id == null) {
      return;
    }
    errbacks.send(links, Failed.of(id, last, cause), effects);
    element(last, cause, effects);
  }

  private void element(JsonNode step, Cause cause, Effects effects) {
    JsonNode options = step.path("options");
    String id = text(options, "task_id");
    String group = text(options, "group_id");
    if (id == null) {
      return;
    }
    if (cause.stores() && !cause.state().equals("RETRY")) {
      ResultMeta.Links links = new ResultMeta.Links(group, text(options, "parent_id"));
      effects.results.add(wire.failure(id, cause.exception(), cause.traceback(), links));
    }
    if (group != null && options.get("chord") instanceof ObjectNode chord) {
      JsonNode index = options.path("group_index");
      effects.parts.add(
          new Effects.Part(
              wire.part(
                  group,
                  id,
                  index.isInt() ? index.intValue() : null,
                  cause.state(),
                  ResultCodec.exception(cause.exception())),
              chord));
    }
  }

  private static void add(@Nullable JsonNode from, ArrayNode to) {
    switch (from) {
      case ArrayNode list ->
          list.forEach(
              one -> {
                if (to.valueStream().noneMatch(one::equals)) {
                  to.add(one);
                }
              });
      case ObjectNode one -> to.add(one);
      case null, default -> {}
    }
  }

  private static @Nullable String text(JsonNode options, String name) {
    return options.path(name).textValue();
  }
}
