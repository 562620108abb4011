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
import java.util.List;
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

  /**
   * Joins the chord that {@code part} has completed, in the name of the task at {@code place}.
   *
   * @param again whether it may have been joined before
   */
  Joined join(Effects.Part part, Place place, boolean again) {
    String group = part.part().group();
    String token = part.part().token();
    try {
      Effects effects = new Effects(again);
      SignatureReading body = SignatureCodec.read(part.body());
      if (body instanceof SignatureReading.Refused(String detail)) {
        throw ChordFailure.of("Callback error: " + detail);
      }
      ArrayNode results = results(group);
      wire.add(
          planner.start(part.body(), TaskArgs.of(results), place, TaskArgs.NONE.kwargs()), effects);
      return new Joined(new Joins.Closing(group, token, false), effects);
    } catch (ChordFailure e) {
      return failed(part, e, again);
    } catch (BadSignatureException e) {
      return failed(part, ChordFailure.of("Callback error: " + e.getMessage()), again);
    }
  }

  private Joined failed(Effects.Part part, ChordFailure failure, boolean again) {
    log.error("Chord {} fails: {}", part.part().group(), failure.getMessage());
    Effects effects = new Effects(again);
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
    parts.forEach(part -> results.add(PartResults.value(part)));
    return results;
  }

  /** The results in the form of the header, which has groups in it. */
  private ArrayNode structured(ResultTree header, List<JsonNode> records) {
    PartResults parts = new PartResults();
    records.forEach(parts::add);
    chords.results(parts.missing(header)).forEach((id, json) -> parts.add(id, read(json)));
    return (ArrayNode) parts.values(header);
  }

  private JsonNode read(byte[] json) {
    try {
      return wire.mapper().readTree(json);
    } catch (IOException e) {
      throw ChordFailure.of("Join error: what a part left is no JSON: " + e.getMessage());
    }
  }
}
