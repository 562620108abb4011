package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Says what must be written and published to start a signature, as a Celery 5.7 client and worker
 * do (celery.canvas, apply_async). Pure but for the ids and the time, which are passed in. Thread
 * safe if they are.
 */
public final class Planner {

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
    return start(SignatureCodec.write(signature), given, place, TaskArgs.NONE.kwargs());
  }

  /**
   * Starts a signature from its tree, which a {@link SignatureCodec} has read before.
   *
   * @param options options of the call; they win over the signature's
   */
  public Plan start(ObjectNode signature, TaskArgs given, Place place, ObjectNode options) {
    Freezer freezer = new Freezer(ids, sender.replyTo());
    Launch launch = new Launch(ids, freezer, new Messages(sender, clock, place));
    Options called = Options.of(options);
    called.set("parent_id", place.parentId()).set("root_id", place.rootId());
    return launch.plan(launch.apply(Sig.of(signature), given, called));
  }
}
