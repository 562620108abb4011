package dev.greenfork.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Results;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.ResultTree;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What all results of a client share: where they are kept, and how they are read. Thread safe. */
final class ResultStore {

  private final Broker broker;
  private final ObjectMapper mapper;
  private final RemoteControl control;
  private final ResultCodec codec = new ResultCodec(Limits.DEFAULT);

  ResultStore(Broker broker, ObjectMapper mapper, RemoteControl control) {
    this.broker = broker;
    this.mapper = mapper;
    this.control = control;
  }

  /**
   * Tells all workers not to run these.
   *
   * @param terminate whether to end those that run already
   */
  void revoke(Collection<String> ids, boolean terminate) throws InterruptedException {
    control.revoke(ids, terminate ? Optional.of("SIGTERM") : Optional.empty());
  }

  /** What is stored now; PENDING where there is nothing, or nothing that can be read. */
  ResultMeta read(String id) {
    return broker.results().read(id).flatMap(codec::decode).orElseGet(() -> ResultMeta.pending(id));
  }

  /** The states of many in few round trips. */
  Map<String, String> states(Collection<String> ids) {
    Map<String, String> states = new HashMap<>();
    ids.forEach(id -> states.put(id, "PENDING"));
    broker
        .chords()
        .results(ids)
        .forEach((id, json) -> codec.decode(json).ifPresent(meta -> states.put(id, meta.status())));
    return states;
  }

  /** Done when it has ended. Waits from the call on. */
  CompletionStage<ResultMeta> await(String id) {
    Results.ResultWait wait =
        broker
            .results()
            .await(id, json -> codec.decode(json).filter(ResultMeta::isReady).isPresent());
    return wait.result().thenApply(json -> codec.decode(json).orElseThrow());
  }

  /**
   * The value of a task that has succeeded.
   *
   * @throws ArgumentException if it is none of that type
   */
  // A task may return null; then so does this, unless the type has no null.
  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  // why: Jackson maps JSON's null to null, which is the task's own value, and checks the type
  <T> T map(ResultMeta meta, Type type) {
    try {
      return mapper.treeToValue(meta.result(), mapper.constructType(type));
    } catch (JsonProcessingException e) {
      throw new ArgumentException(
          "the result of task %s is no %s: %s"
              .formatted(meta.taskId(), type.getTypeName(), e.getOriginalMessage()),
          e);
    }
  }

  void forget(Collection<String> ids) {
    broker.results().forget(ids);
  }

  void forgetGroup(String id) {
    broker.results().forgetGroup(id);
  }

  void save(ResultTree group) {
    broker.chords().prepare(List.of(new JoinKey.Members(group.id(), group)));
  }

  Optional<ResultTree> saved(String group) {
    return broker.chords().members(group).flatMap(this::tree);
  }

  private Optional<ResultTree> tree(byte[] json) {
    try {
      return ResultTree.read(mapper.readTree(json).path("result"));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Results of which only the JSON is known. */
  AsyncResult<?> untyped(ResultTree tree) {
    List<ResultTree> members = tree.children();
    return members == null
        ? new PendingResult<>(tree, JsonNode.class, this)
        : new GroupResult<>(tree, members.stream().map(this::untypedMember).toList(), this);
  }

  // A group in a group has no type that Java knows, so its members are taken for what they are.
  @SuppressWarnings("unchecked") // why: whatever it is, the caller has asked for no type
  private AsyncResult<Object> untypedMember(ResultTree tree) {
    return (AsyncResult<Object>) untyped(tree);
  }
}
