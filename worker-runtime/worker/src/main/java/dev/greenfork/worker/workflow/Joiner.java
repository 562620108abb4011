package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Chords;
import dev.greenfork.broker.Joins;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.protocol.canvas.TaskArgs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the results of a complete chord together and starts its body (celery.backends.redis,
 * on_chord_part_return). Thread safe.
 */
final class Joiner {

  /** What a join has come to: the chord, as closed, and what that takes. */
  record Joined(Joins.Closing closing, Effects effects) {}

  private static final Logger log = LoggerFactory.getLogger(Joiner.class);

  private final Chords chords;
  private final Planner planner;
  private final Wire wire;
  private final Failing failing;

  Joiner(Chords chords, Planner planner, Wire wire, Failing failing) {
    this.chords = chords;
    this.planner = planner;
    this.wire = wire;
    this.failing = failing;
  }

  /** Joins the chord that {@code part} has completed, in the name of the task at {@code place}. */
  Joined join(Effects.Part part, Place place) {
    String group = part.part().group();
    String token = part.part().token();
    try {
      Effects effects = new Effects();
      SignatureReading body = SignatureCodec.read(part.body());
      if (body instanceof SignatureReading.Refused(String detail)) {
        throw ChordFailure.of("Callback error: " + detail);
      }
      ArrayNode results = results(group);
      wire.add(
          planner.start(part.body(), TaskArgs.of(results), place, TaskArgs.NONE.kwargs()), effects);
      return new Joined(new Joins.Closing(group, token, false), effects);
    } catch (ChordFailure e) {
      return failed(part, e);
    } catch (BadSignatureException e) {
      return failed(part, ChordFailure.of("Callback error: " + e.getMessage()));
    }
  }

  private Joined failed(Effects.Part part, ChordFailure failure) {
    log.error("Chord {} fails: {}", part.part().group(), failure.getMessage());
    Effects effects = new Effects();
    Failing.Cause cause = new Failing.Cause("FAILURE", failure.info(), null, true);
    failing.body(part.body(), cause, failure.behind(), effects);
    return new Joined(new Joins.Closing(part.part().group(), part.part().token(), true), effects);
  }

  private ArrayNode results(String group) {
    int most = Limits.DEFAULT.bodyBytes();
    List<byte[]> records =
        chords
            .parts(group, most)
            .orElseThrow(
                () ->
                    ChordFailure.of(
                        "Join error: the results of the chord's parts are more than %d bytes"
                            .formatted(most)));
    List<JsonNode> parts = new ArrayList<>(records.size());
    records.forEach(json -> parts.add(read(json)));
    Optional<ResultTree> members =
        chords.members(group).flatMap(json -> ResultTree.read(read(json).path("result")));
    if (members.isPresent()) {
      return structured(members.get(), parts);
    }
    ArrayNode results = JsonNodeFactory.instance.arrayNode(parts.size());
    parts.forEach(part -> results.add(value(part)));
    return results;
  }

  /** The results in the form of the header, which has groups in it. */
  private ArrayNode structured(ResultTree header, List<JsonNode> parts) {
    Map<String, JsonNode> ended = new HashMap<>();
    parts.forEach(part -> ended.put(part.path(1).asText(), part));
    List<String> missing = new ArrayList<>();
    leaves(header, ended, missing);
    chords.results(missing).forEach((id, json) -> ended.put(id, stored(id, read(json))));
    return (ArrayNode) value(header, ended);
  }

  private static void leaves(ResultTree tree, Map<String, JsonNode> ended, List<String> missing) {
    List<ResultTree> children = tree.children();
    if (children != null) {
      children.forEach(child -> leaves(child, ended, missing));
    } else if (!ended.containsKey(tree.id())) {
      missing.add(tree.id());
    }
  }

  private static JsonNode stored(String id, JsonNode meta) {
    return JsonNodeFactory.instance
        .arrayNode(4)
        .add(1)
        .add(id)
        .add(meta.path("status").asText())
        .add(meta.path("result"));
  }

  private static JsonNode value(ResultTree tree, Map<String, JsonNode> ended) {
    List<ResultTree> children = tree.children();
    if (children == null) {
      JsonNode part = ended.get(tree.id());
      if (part == null) {
        throw ChordFailure.of("Join error: no result of task " + tree.id() + " is stored");
      }
      return value(part);
    }
    ArrayNode all = JsonNodeFactory.instance.arrayNode(children.size());
    children.forEach(child -> all.add(value(child, ended)));
    return all;
  }

  private static JsonNode value(JsonNode part) {
    String state = part.path(2).asText();
    if (state.equals("FAILURE") || state.equals("REVOKED")) {
      throw ChordFailure.dependency(part.path(1).asText(), part.path(3));
    }
    return part.path(3);
  }

  private JsonNode read(byte[] json) {
    try {
      return wire.mapper().readTree(json);
    } catch (IOException e) {
      throw ChordFailure.of("Join error: what a part left is no JSON: " + e.getMessage());
    }
  }
}
