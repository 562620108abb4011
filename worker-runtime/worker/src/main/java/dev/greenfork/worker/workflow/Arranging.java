package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.SignatureCodec;
import dev.greenfork.protocol.canvas.SignatureReading;
import dev.greenfork.protocol.canvas.TaskArgs;
import dev.greenfork.worker.run.Arrangement;
import dev.greenfork.worker.run.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says what the tasks of Celery's own bring about. No I/O. Thread safe. */
final class Arranging {

  private static final Logger log = LoggerFactory.getLogger("greenfork.task");
  private static final ObjectNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();

  private final Planner planner;
  private final Wire wire;
  private final Failing failing;

  Arranging(Planner planner, Wire wire, Failing failing) {
    this.planner = planner;
    this.wire = wire;
    this.failing = failing;
  }

  /**
   * Adds what is brought about and gives the outcome of the task itself.
   *
   * @throws BadSignatureException if what is to be started is no workflow
   */
  Outcome arrange(Arrangement what, Place place, Effects effects) {
    return switch (what) {
      case Arrangement.Begin(var workflow, var given) -> {
        Plan plan = planner.start(workflow, given, place);
        wire.addOwn(plan, effects);
        yield new Outcome.Success(tuple(plan.result()));
      }
      case Arrangement.Members members -> {
        members(members, place, effects);
        yield new Outcome.Success(tuple(members.result()));
      }
      case Arrangement.Body(var body, var results) -> {
        body(body, results, place, effects);
        yield new Outcome.Success(NullNode.getInstance());
      }
      case Arrangement.NoBody(var body, var reason, var behind, var own) -> {
        noBody(body, ChordFailure.of(reason, behind), effects);
        yield own == null ? new Outcome.Success(NullNode.getInstance()) : own;
      }
    };
  }

  private void members(Arrangement.Members group, Place place, Effects effects) {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("group_id", group.group());
    for (Signature member : group.members()) {
      wire.add(planner.start(SignatureCodec.write(member), group.given(), place, options), effects);
    }
    if (group.isChild()) {
      effects.children.add(group.result().tuple());
    }
  }

  private void body(ObjectNode body, JsonNode results, Place place, Effects effects) {
    try {
      if (SignatureCodec.read(body) instanceof SignatureReading.Refused(var detail)) {
        throw BadSignatureException.of(detail);
      }
      wire.addOwn(planner.start(body, TaskArgs.of(results), place, NO_OPTIONS), effects);
    } catch (BadSignatureException e) {
      noBody(body, ChordFailure.of("Callback error: " + e.getMessage()), effects);
    }
  }

  private void noBody(ObjectNode body, ChordFailure failure, Effects effects) {
    log.error("A chord fails: {}", failure.getMessage());
    Failing.Cause cause = new Failing.Cause("FAILURE", failure.info(), null, true);
    failing.body(body, cause, failure.behind(), effects);
  }

  private static JsonNode tuple(@Nullable ResultTree result) {
    return result == null ? NullNode.getInstance() : result.tuple();
  }
}
