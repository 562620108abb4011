package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task, or a workflow of tasks, that is to be run: Celery's {@code Signature}. Immutable as long
 * as nobody changes its JSON trees. Chains, groups and chords are signatures of {@code
 * celery.chain}, {@code celery.group} and {@code celery.chord} with their parts among the keyword
 * arguments; {@link Canvas} builds them.
 *
 * @param task registered name of the task
 * @param args positional arguments
 * @param kwargs keyword arguments
 * @param options how it is sent: {@code task_id}, {@code queue}, {@code countdown}, {@code link}
 *     ...
 * @param subtaskType {@code chain}, {@code group}, {@code chord}, or null for a plain task
 * @param immutable whether it refuses the result of the task before it
 * @param other fields that Celery does not define, kept as they came
 */
public record Signature(
    String task,
    ArrayNode args,
    ObjectNode kwargs,
    ObjectNode options,
    @Nullable String subtaskType,
    boolean immutable,
    ObjectNode other) {

  /** A task with these arguments by position. */
  public static Signature of(String task, ArrayNode args) {
    return of(task, args, JsonNodeFactory.instance.objectNode());
  }

  /** A task with these arguments by position and by name. */
  public static Signature of(String task, ArrayNode args, ObjectNode kwargs) {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    return new Signature(task, args, kwargs, none, null, false, none.deepCopy());
  }

  /** The same, which refuses the result of the task before it. */
  public Signature asImmutable() {
    return new Signature(task, args, kwargs, options, subtaskType, true, other);
  }

  /** The same with this option, for example {@code queue}. */
  public Signature withOption(String name, JsonNode value) {
    ObjectNode changed = options.deepCopy();
    changed.set(name, value);
    return new Signature(task, args, kwargs, changed, subtaskType, immutable, other);
  }

  /** The same, run under this id. */
  public Signature withId(String id) {
    return withOption("task_id", JsonNodeFactory.instance.textNode(id));
  }

  /** The same with a callback that runs after success (Celery's {@code link}). */
  public Signature link(Signature callback) {
    return Sig.of(this).link(SignatureCodec.write(callback)).toSignature();
  }

  /** The same with a task that runs after failure (Celery's {@code link_error}). */
  public Signature linkError(Signature errback) {
    return Sig.of(this).linkError(SignatureCodec.write(errback)).toSignature();
  }

  /** The same with a stamp, which all its messages carry, and those of its parts. */
  public Signature stamp(String name, JsonNode value) {
    return Sig.of(this).stamp(name, value).toSignature();
  }

  /** The parts of a chain or a group, or the header of a chord; empty for a plain task. */
  public List<Signature> parts() {
    return Sig.of(this).parts().stream().map(Sig::toSignature).toList();
  }
}
