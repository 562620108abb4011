package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.Planner;
import dev.greenfork.protocol.canvas.Signature;

/** Says what follows the end of one task (celery.app.trace). No I/O. Thread safe. */
final class Continuation {

  private final Planner planner;
  private final Wire wire;
  private final Failing failing;

  Continuation(Planner planner, Wire wire, Failing failing) {
    this.planner = planner;
    this.wire = wire;
    this.failing = failing;
  }

  /**
   * After success: callbacks, the next step of the chain, the count of the chord.
   *
   * @throws BadSignatureException if something that follows is no signature
   */
  Effects success(TaskMessage message, JsonNode result) {
    Effects effects = new Effects(message.isRedelivered());
    Embed embed = message.body().embed();
    for (Plan plan : planner.afterSuccess(embed, result, place(message))) {
      wire.addOwn(plan, effects);
    }
    part(message, "SUCCESS", result, effects);
    return effects;
  }

  /** A part of a chord that ended so. */
  Effects part(TaskMessage message, Failing.Cause cause) {
    Effects effects = new Effects(message.isRedelivered());
    part(message, cause.state(), ResultCodec.exception(cause.exception()), effects);
    return effects;
  }

  /** After failure: the chord, the rest of the chain, the error callbacks. */
  Effects failure(TaskMessage message, Failing.Cause cause) {
    Effects effects = part(message, cause);
    failing.after(message, cause, effects);
    return effects;
  }

  /**
   * Another signature in place of this task.
   *
   * @throws BadSignatureException if it cannot take that place
   */
  Effects replaced(TaskMessage message, Signature with) {
    Effects effects = new Effects(message.isRedelivered());
    wire.addOwn(planner.replace(message, with), effects);
    return effects;
  }

  static Place place(TaskMessage message) {
    String root = message.headers().lineage().rootId();
    return new Place(message.id(), root == null ? message.id() : root);
  }

  private void part(TaskMessage message, String state, JsonNode result, Effects effects) {
    Lineage lineage = message.headers().lineage();
    ObjectNode chord = message.body().embed().chord();
    String group = lineage.group();
    if (chord != null && group != null) {
      effects.parts.add(
          new Effects.Part(
              wire.part(group, message.id(), lineage.groupIndex(), state, result), chord));
    }
  }
}
