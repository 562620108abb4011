package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.TaskMessage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what must be written and published to start a signature, as a Celery 5.7 client and worker
 * do (celery.canvas, apply_async). Pure but for the ids and the time, which are passed in. Thread
 * safe if they are.
 */
public final class Planner {

  private static final ObjectNode NO_OPTIONS = JsonNodeFactory.instance.objectNode();

  private final Sender sender;
  private final Supplier<String> ids;
  private final InstantSource clock;

  /**
   * @param sender in whose name messages go out
   * @param ids new ids of tasks and groups
   */
  public Planner(Sender sender, Supplier<String> ids, InstantSource clock) {
    this.sender = sender;
    this.ids = ids;
    this.clock = clock;
  }

  /** Starts a workflow of its own. */
  public Plan start(Signature signature) {
    return start(signature, TaskArgs.NONE, Place.START);
  }

  /** Starts {@code signature} with these arguments before its own. */
  public Plan start(Signature signature, TaskArgs given, Place place) {
    return start(checked(SignatureCodec.write(signature)), given, place, NO_OPTIONS);
  }

  /**
   * Starts a signature from its tree, which a {@link SignatureCodec} has read before.
   *
   * @param options options of the call; they win over the signature's
   */
  public Plan start(ObjectNode signature, TaskArgs given, Place place, ObjectNode options) {
    Launch launch = launch(place);
    Options called = Options.of(options);
    called.set("parent_id", place.parentId()).set("root_id", place.rootId());
    return launch.plan(launch.apply(Sig.of(signature), given, called));
  }

  /**
   * What follows the success of a task: its callbacks, those that are no groups in one new group,
   * and the next step of its chain.
   *
   * @throws BadSignatureException if one of them is no signature
   */
  public List<Plan> afterSuccess(Embed embed, JsonNode result, Place place) {
    List<Plan> plans = new ArrayList<>();
    TaskArgs given = TaskArgs.of(result);
    ArrayNode callbacks = embed.callbacks();
    if (callbacks != null && callbacks.size() == 1) {
      plans.add(start(checked(callbacks.get(0)), given, place, NO_OPTIONS));
    } else if (callbacks != null && !callbacks.isEmpty()) {
      plans.addAll(several(callbacks, given, place));
    }
    ArrayNode chain = embed.chain();
    if (chain != null && !chain.isEmpty()) {
      ArrayNode rest = JsonNodeFactory.instance.arrayNode(chain.size());
      for (int i = 0; i < chain.size() - 1; i++) {
        rest.add(checked(chain.get(i)));
      }
      ObjectNode options = JsonNodeFactory.instance.objectNode().set("chain", rest);
      plans.add(start(checked(chain.get(chain.size() - 1)), given, place, options));
    }
    return plans;
  }

  /**
   * The tasks that hear of a failure, in one new group; they get the failed task's id.
   *
   * @throws BadSignatureException if one of them is no signature
   */
  public Plan afterFailure(ArrayNode errbacks, String taskId, Place place) {
    JsonNode id = JsonNodeFactory.instance.textNode(taskId);
    return start(group(errbacks), TaskArgs.of(id), place, NO_OPTIONS);
  }

  /**
   * One task that hears of a failure and gets more than an id.
   *
   * @param given the arguments before its own
   * @param queue where it goes if it names none; null for where its name leads
   * @throws BadSignatureException if it is no signature
   */
  public Plan afterFailure(JsonNode errback, TaskArgs given, Place place, @Nullable String queue) {
    ObjectNode tree = checked(errback);
    ObjectNode options = JsonNodeFactory.instance.objectNode();
    if (queue != null && !tree.at("/options/queue").isTextual()) {
      options.put("queue", queue);
    }
    return start(tree, given, place, options);
  }

  /**
   * Puts a signature in the place of a running task, under its id and with all that follows it.
   *
   * @throws BadSignatureException if it cannot take that place
   */
  public Plan replace(TaskMessage running, Signature with) {
    String root = running.headers().lineage().rootId();
    Place place = new Place(running.id(), root == null ? running.id() : root);
    Launch launch = launch(place);
    Sig sig =
        new Replacement(running, launch.freezer()).of(Sig.of(checked(SignatureCodec.write(with))));
    return launch.plan(launch.apply(sig, TaskArgs.NONE, new Options()));
  }

  /**
   * Starts a signature as one more part of the chord that a running task is a part of
   * (celery.app.task, Task.add_to_chord). The chord is to be told before it is sent.
   *
   * @throws BadSignatureException if the task is no part of a chord, or the signature ends more
   *     than once
   */
  public Plan addToChord(TaskMessage running, Signature more) {
    Lineage lineage = running.headers().lineage();
    ObjectNode chord = running.body().embed().chord();
    if (chord == null || lineage.group() == null) {
      throw new BadSignatureException("the task that adds it is no part of a chord");
    }
    Sig sig = Sig.of(checked(SignatureCodec.write(more)));
    if (ChordSize.of(sig) != 1) {
      throw new BadSignatureException("what is added to a chord must be one task at its end");
    }
    String root = lineage.rootId() == null ? running.id() : lineage.rootId();
    sig.options.chord(Sig.of(checked(chord))).set("group_id", lineage.group()).set("root_id", root);
    if (lineage.groupIndex() != null) {
      sig.options.set("group_index", lineage.groupIndex());
    }
    Launch launch = launch(new Place(running.id(), root));
    return launch.plan(launch.apply(sig, TaskArgs.NONE, new Options()));
  }

  private Launch launch(Place place) {
    Freezer freezer = new Freezer(ids, sender.replyTo());
    return new Launch(ids, freezer, new Messages(sender, clock, place));
  }

  private List<Plan> several(ArrayNode callbacks, TaskArgs given, Place place) {
    List<Plan> plans = new ArrayList<>();
    ArrayNode single = JsonNodeFactory.instance.arrayNode();
    for (JsonNode callback : callbacks) {
      if (callback.path("subtask_type").asText().equals("group")) {
        plans.add(start(checked(callback), given, place, NO_OPTIONS));
      } else {
        single.add(callback);
      }
    }
    if (!single.isEmpty()) {
      plans.add(start(group(single), given, place, NO_OPTIONS));
    }
    return plans;
  }

  private static ObjectNode group(ArrayNode members) {
    List<Sig> sigs = new ArrayList<>();
    members.forEach(member -> sigs.add(Sig.of(checked(member))));
    return Sig.group(sigs).toJson();
  }

  private static ObjectNode checked(JsonNode tree) {
    new SignatureCheck().check(tree, "a signature", 0);
    return (ObjectNode) tree;
  }
}
