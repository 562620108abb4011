package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;

/** Starts one chord (chord.apply_async and chord.run). */
final class ChordLaunch {

  private final Launch launch;
  private final Sig sig;
  private final TaskArgs given;
  private final Options over;

  ChordLaunch(Launch launch, Sig sig, TaskArgs given, Options over) {
    this.launch = launch;
    this.sig = sig;
    this.given = given;
    this.over = over;
  }

  /** The result of the body; its parent is the header's. */
  Res run() {
    Options called = over.copy();
    Options delay = taken(called, "countdown", "eta");
    Options links = taken(called, "link", "link_error");
    Options options = sig.options.copy().putAll(called).putAll(links);
    delay = taken(options, "countdown", "eta").putAll(delay);
    String bodyId = options.text("task_id");
    Sig header = header();
    String group = header.options.text("task_id");
    if (sig.body == null) {
      throw new BadSignatureException("a chord without a body cannot be started");
    }
    Sig body = body(sig.body.copy(withoutParent(called)), options);
    String root = body.options.text("root_id");
    Freezer freezer = launch.freezer();
    Res result =
        freezer.freeze(
            body,
            new Freezer.Given(bodyId == null ? launch.newId() : bodyId, group, null, null, root));
    ChordLinks.strip(body);
    // Neither goes to the header's tasks: they belong to the body.
    options.remove("chain");
    options.chord(null);
    Freezer.Members parts = freezer.group(header, new Freezer.Given(null, group, null, body, root));
    result.parent =
        header.tasks.isEmpty() ? empty(body, parts) : full(header, options.putAll(delay), parts);
    return result;
  }

  private Sig header() {
    Sig header = sig.header == null ? Sig.group(new ArrayList<>(sig.tasks)) : sig.header.copy();
    if (!header.options.has("task_id")) {
      String id = sig.options.text("task_id");
      header.options.set("task_id", id == null ? launch.newId() : id);
    }
    return header;
  }

  /** The body with the chord's own options; they are taken out of {@code options}. */
  private static Sig body(Sig from, Options options) {
    options.remove("task_id");
    Options passed = options.copy();
    options.remove("link");
    options.remove("link_error");
    Sig body = ChordLinks.moveToBody(from, passed);
    body.options.putAll(withoutParent(passed));
    if (body.type == Sig.Type.CHAIN) {
      ChordLinks.unroll(body);
    }
    return body;
  }

  private Res full(Sig header, Options options, Freezer.Members parts) {
    if (parts.results().stream().anyMatch(part -> part.children != null)) {
      launch.write(new JoinKey.Members(parts.id(), parts.toResult().toTree()));
    }
    TaskArgs all =
        new TaskArgs(
            sig.immutable ? sig.args : Sig.joined(given.args(), sig.args),
            Sig.joined(sig.headerKwargs(), given.kwargs()));
    return launch.group(header, all, options.set("task_id", parts.id()));
  }

  /** Nothing would ever end, so the body runs at once. */
  private Res empty(Sig body, Freezer.Members parts) {
    launch.apply(body, TaskArgs.of(JsonNodeFactory.instance.arrayNode(0)), new Options());
    return parts.toResult();
  }

  private static Options taken(Options from, String... names) {
    Options taken = new Options();
    for (String name : names) {
      taken.set(name, from.remove(name));
    }
    return taken;
  }

  private static Options withoutParent(Options options) {
    Options copy = options.copy();
    copy.remove("parent_id");
    return copy;
  }
}
