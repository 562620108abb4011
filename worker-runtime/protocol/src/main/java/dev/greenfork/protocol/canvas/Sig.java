package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
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

  /** Fields that Celery does not define, kept as they came. */
  final ObjectNode other;

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

  Sig(String task, Type type, Options options, ObjectNode other) {
    this.task = task;
    this.type = type;
    this.options = options;
    this.other = other;
  }

  static Sig of(Signature signature) {
    return of(SignatureCodec.write(signature));
  }

  /** From a tree that was checked. */
  static Sig of(ObjectNode tree) {
    return SigTree.read(tree);
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
    Linking.link(this, callback);
    return this;
  }

  Sig linkError(JsonNode errback) {
    Linking.linkError(this, errback);
    return this;
  }

  Sig stamp(String name, JsonNode value) {
    Stamper.stamp(this, name, value);
    return this;
  }

  ObjectNode toJson() {
    return SigTree.write(this);
  }

  Signature toSignature() {
    return SignatureCodec.unchecked(toJson());
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

  private static List<Sig> copies(List<Sig> all) {
    List<Sig> copies = new ArrayList<>(all.size());
    all.forEach(one -> copies.add(one.copy()));
    return copies;
  }

  private static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }
}
