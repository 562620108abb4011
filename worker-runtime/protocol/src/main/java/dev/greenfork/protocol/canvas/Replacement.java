package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.TaskMessage;
import org.jspecify.annotations.Nullable;

/** Puts a signature in the place of a running task (celery.app.task, Task.replace). */
final class Replacement {

  private final TaskMessage running;
  private final Freezer freezer;
  private final int nesting;

  Replacement(TaskMessage running, Freezer freezer) {
    this.running = running;
    this.freezer = freezer;
    this.nesting = running.headers().lineage().replacedTaskNesting() + 1;
  }

  /** {@code with} under the id of the running task, and with all that follows that. */
  Sig of(Sig with) {
    if (with.options.chord() != null) {
      throw new BadSignatureException("what replaces a task must not be part of a chord");
    }
    if (with.isEmptyChain()) {
      throw new BadSignatureException("a task cannot be replaced by an empty chain");
    }
    Sig sig = ending(with);
    Embed embed = running.body().embed();
    if (embed.callbacks() != null) {
      embed.callbacks().forEach(sig::link);
    }
    if (embed.errbacks() != null) {
      embed.errbacks().forEach(sig::linkError);
    }
    if (sig.type == Sig.Type.CHAIN) {
      linkLast(sig);
    }
    freezer.freeze(sig, new Freezer.Given(running.id(), null, null, null, null));
    mark(sig);
    if (sig.type == Sig.Type.CHAIN) {
      sig.tasks.forEach(this::deepen);
    }
    return followed(sig, embed.chain());
  }

  /**
   * A group gives its list of results to a task that gives it on, so that others can wait for it.
   */
  private static Sig ending(Sig sig) {
    if (sig.type == Sig.Type.GROUP) {
      return Composition.then(sig, accumulate());
    }
    if (sig.type == Sig.Type.CHAIN && sig.tasks.getLast().type == Sig.Type.GROUP) {
      sig.tasks.add(Composition.then(sig.tasks.removeLast(), accumulate()));
    }
    return sig;
  }

  private static Sig accumulate() {
    ObjectNode first = JsonNodeFactory.instance.objectNode().put("index", 0);
    return Sig.of(Signature.of("celery.accumulate", JsonNodeFactory.instance.arrayNode(0), first));
  }

  private static void linkLast(Sig chain) {
    ArrayNode links = chain.options.list("link");
    chain.options.remove("link");
    if (links != null) {
      Options last = chain.tasks.getLast().options;
      links.forEach(link -> last.append("link", link));
    }
  }

  private void mark(Sig sig) {
    Lineage lineage = running.headers().lineage();
    ObjectNode chord = running.body().embed().chord();
    sig.options
        .chord(chord == null ? null : Sig.of(chord))
        .set("group_id", lineage.group())
        .set("root_id", lineage.rootId());
    if (lineage.groupIndex() != null) {
      sig.options.set("group_index", lineage.groupIndex());
    }
    deepen(sig);
  }

  private void deepen(Sig sig) {
    sig.options.set("replaced_task_nesting", nesting);
  }

  /** The rest of the chain comes after it, under the ids that it has. */
  private Sig followed(Sig sig, @Nullable ArrayNode chain) {
    Sig all = sig;
    for (int i = chain == null ? -1 : chain.size() - 1; chain != null && i >= 0; i--) {
      JsonNode next = chain.get(i);
      Sig step = Sig.of((ObjectNode) next);
      deepen(step);
      all = Composition.then(all, step);
    }
    return all;
  }
}
