package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A signature while it is planned: freezing gives it and its parts their ids, in place, as
 * celery.canvas does. Lists of parts are shared where Celery shares them, because freezing a group
 * replaces the contents of its list. Its JSON values are never changed. Not thread safe.
 */
final class Sig {

  /** The kinds of signature. */
  enum Type {
    TASK,
    CHAIN,
    GROUP,
    CHORD
  }

  final String task;
  final Type type;
  private final ObjectNode other;
  Options options;
  ArrayNode args = JsonNodeFactory.instance.arrayNode(0);

  /** Keyword arguments, without the parts. */
  ObjectNode kwargs = JsonNodeFactory.instance.objectNode();

  boolean immutable;

  /** Parts of a chain or group, header of a chord. */
  List<Sig> tasks = new ArrayList<>(0);

  /** The header of a chord once it is frozen. Its parts are {@link #tasks}. */
  @Nullable Sig header;

  @Nullable Sig body;

  private Sig(String task, Type type, Options options, ObjectNode other) {
    this.task = task;
    this.type = type;
    this.options = options;
    this.other = other;
  }

  static Sig of(Signature signature) {
    return of(SignatureCodec.write(signature));
  }

  /** From a tree that was checked (Signature.from_dict). */
  static Sig of(ObjectNode tree) {
    Signature from = SignatureCodec.unchecked(tree);
    Type type = type(from.subtaskType());
    Sig sig = new Sig(from.task(), type, Options.of(from.options()), from.other());
    sig.args = from.args();
    sig.immutable = from.immutable();
    sig.kwargs = from.kwargs();
    if (type != Type.TASK) {
      sig.kwargs = from.kwargs().deepCopy().without(List.of("tasks", "header", "body"));
    }
    switch (type) {
      case TASK -> {}
      case CHAIN, GROUP -> sig.tasks = all(from.kwargs().get("tasks"));
      case CHORD -> {
        JsonNode header = from.kwargs().path("header");
        sig.tasks = all(header.isArray() ? header : header.path("kwargs").path("tasks"));
        sig.body = from.kwargs().get("body") instanceof ObjectNode body ? of(body) : null;
      }
    }
    return sig;
  }

  static Sig chain(List<Sig> tasks) {
    Sig chain = new Sig("celery.chain", Type.CHAIN, new Options(), none());
    chain.tasks = tasks;
    return chain;
  }

  static Sig group(List<Sig> tasks) {
    Sig group = new Sig("celery.group", Type.GROUP, new Options(), none());
    group.tasks = tasks;
    return group;
  }

  /** The header's list becomes this chord's. */
  static Sig chord(Sig header, @Nullable Sig body) {
    Sig chord = new Sig("celery.chord", Type.CHORD, new Options(), none());
    boolean holdsParts = header.type == Type.GROUP || header.type == Type.CHAIN;
    chord.tasks = holdsParts ? header.tasks : new ArrayList<>(List.of(header));
    chord.kwargs = none().set("kwargs", none());
    chord.body = body;
    return chord;
  }

  boolean isEmptyGroup() {
    return type == Type.GROUP && tasks.isEmpty();
  }

  boolean isEmptyChain() {
    return type == Type.CHAIN && tasks.isEmpty();
  }

  /** A group of one counts as that one (maybe_unroll_group). */
  Sig unrolled() {
    return type == Type.GROUP && tasks.size() == 1 ? tasks.getFirst() : this;
  }

  /** The parts of a chain, group or header, in order. */
  List<Sig> parts() {
    return tasks;
  }

  /** The keyword arguments of a chord's header. */
  ObjectNode headerKwargs() {
    return kwargs.get("kwargs") instanceof ObjectNode given ? given : none();
  }

  /** A copy that can be changed (Signature.clone); see there for what each type shares. */
  Sig copy() {
    Sig copy = new Sig(task, type, options.copy(), other);
    copy.kwargs = kwargs;
    switch (type) {
      case TASK -> {
        copy.args = args;
        copy.immutable = immutable;
      }
      case CHAIN -> copy.tasks = copies(tasks);
      case GROUP -> copy.tasks = new ArrayList<>(tasks);
      case CHORD -> {
        copy.args = args;
        copy.immutable = immutable;
        copy.tasks = header == null ? copies(tasks) : tasks;
        copy.body = body == null ? null : body.copy();
      }
    }
    return copy;
  }

  /** A copy with these arguments first, unless it is immutable. */
  Sig copy(ArrayNode first, ObjectNode named) {
    Sig copy = copy();
    if (!immutable && (type == Type.TASK || type == Type.CHORD)) {
      copy.args = joined(first, args);
      copy.kwargs = joined(kwargs, named);
    }
    return copy;
  }

  /** A copy with these options merged in. */
  Sig copy(Options over) {
    Sig copy = copy();
    copy.options.merge(over);
    return copy;
  }

  Sig link(JsonNode callback) {
    switch (type) {
      case TASK, CHAIN -> options.append("link", callback);
      case CHORD -> {
        if (body != null) {
          body.link(callback);
        }
      }
      case GROUP -> {
        Sig alone = of((ObjectNode) callback);
        alone.immutable = true;
        tasks.getFirst().link(alone.toJson());
      }
    }
    return this;
  }

  Sig linkError(JsonNode errback) {
    switch (type) {
      case TASK, CHAIN -> options.append("link_error", errback);
      case GROUP -> tasks.forEach(task -> task.linkError(errback));
      case CHORD -> {
        tasks.stream().filter(task -> task.type == Type.CHORD).forEach(t -> t.linkError(errback));
        if (body != null) {
          body.linkError(errback);
        }
      }
    }
    return this;
  }

  Sig stamp(String name, JsonNode value) {
    Stamper.stamp(this, name, value);
    return this;
  }

  ObjectNode toJson() {
    ObjectNode tree = none();
    tree.put("task", task);
    tree.set("args", args);
    ObjectNode all = none();
    all.setAll(kwargs);
    switch (type) {
      case TASK -> {}
      case CHAIN, GROUP -> all.set("tasks", list(tasks));
      case CHORD -> {
        all.set("header", header == null ? list(tasks) : header.toJson());
        all.set("body", body == null ? null : body.toJson());
      }
    }
    tree.set("kwargs", all);
    tree.set("options", options.toJson());
    tree.put("subtask_type", type == Type.TASK ? null : type.name().toLowerCase(Locale.ROOT));
    tree.put("immutable", immutable);
    tree.setAll(other);
    return tree;
  }

  Signature toSignature() {
    return SignatureCodec.unchecked(toJson());
  }

  static ArrayNode list(List<Sig> all) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode(all.size());
    all.forEach(one -> list.add(one.toJson()));
    return list;
  }

  static ArrayNode joined(ArrayNode first, ArrayNode then) {
    if (first.isEmpty()) {
      return then;
    }
    return JsonNodeFactory.instance
        .arrayNode(first.size() + then.size())
        .addAll(first)
        .addAll(then);
  }

  static ObjectNode joined(ObjectNode old, ObjectNode wins) {
    if (wins.isEmpty()) {
      return old;
    }
    ObjectNode all = none();
    all.setAll(old);
    all.setAll(wins);
    return all;
  }

  private static Type type(@Nullable String subtaskType) {
    return switch (subtaskType) {
      case "chain" -> Type.CHAIN;
      case "group" -> Type.GROUP;
      case "chord" -> Type.CHORD;
      case null, default -> Type.TASK;
    };
  }

  private static List<Sig> all(@Nullable JsonNode list) {
    List<Sig> all = new ArrayList<>();
    if (list != null) {
      list.forEach(tree -> all.add(of((ObjectNode) tree)));
    }
    return all;
  }

  private static List<Sig> copies(List<Sig> all) {
    List<Sig> copies = new ArrayList<>(all.size());
    all.forEach(one -> copies.add(one.copy()));
    return copies;
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }
}
