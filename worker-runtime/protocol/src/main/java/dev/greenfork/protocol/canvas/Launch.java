package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.protocol.TaskMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Starts signatures and collects what that takes (the apply_async methods). For one plan. */
final class Launch {

  private final Supplier<String> ids;
  private final Freezer freezer;
  private final Messages maker;
  private final List<JoinKey> keys = new ArrayList<>();
  private final List<TaskMessage> messages = new ArrayList<>();
  private final List<Res> trail = new ArrayList<>();

  Launch(Supplier<String> ids, Freezer freezer, Messages maker) {
    this.ids = ids;
    this.freezer = freezer;
    this.maker = maker;
  }

  Freezer freezer() {
    return freezer;
  }

  String newId() {
    return ids.get();
  }

  void write(JoinKey key) {
    keys.add(key);
  }

  Plan plan(@Nullable Res result) {
    return new Plan(
        keys,
        messages,
        result == null ? null : result.toTree(),
        trail.stream().map(Res::toTree).toList());
  }

  /** Starts {@code sig}; null for an empty chain. */
  @Nullable Res apply(Sig sig, TaskArgs given, Options options) {
    return switch (sig.type) {
      case TASK -> remembered(task(sig, given, options));
      case CHAIN -> chain(sig, given, options);
      case GROUP -> group(sig, given, options);
      case CHORD -> new ChordLaunch(this, sig, given, options).run();
    };
  }

  private Res task(Sig sig, TaskArgs given, Options options) {
    Options merged = sig.options.copy().merge(options);
    boolean adds = !sig.immutable && !given.isEmpty();
    TaskArgs all =
        adds
            ? new TaskArgs(
                Sig.joined(given.args(), sig.args), Sig.joined(sig.kwargs, given.kwargs()))
            : new TaskArgs(sig.args, sig.kwargs);
    String id = merged.text("task_id");
    if (id == null) {
      id = ids.get();
    }
    messages.add(maker.message(id, sig.task, all, merged));
    return Res.task(id);
  }

  private Res remembered(Res result) {
    trail.add(result);
    return result;
  }

  private @Nullable Res chain(Sig sig, TaskArgs given, Options over) {
    Options options = sig.options.copy().putAll(over);
    ArrayNode args = sig.immutable ? sig.args : Sig.joined(given.args(), sig.args);
    Integer index = options.has("group_index") ? options.number("group_index", 0) : null;
    Freezer.Given frozen =
        new Freezer.Given(
            options.text("task_id"),
            options.text("group_id"),
            index,
            options.chord(),
            options.text("root_id"));
    ChainSteps.Prepared prepared =
        new ChainSteps(freezer).prepare(sig, args, options.list("link_error"), frozen);
    if (prepared.results().isEmpty()) {
      return null;
    }
    List<Sig> steps = prepared.tasks();
    ArrayNode links = options.list("link");
    if (links != null) {
      Options last = steps.getFirst().options;
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      ArrayNode old = last.list("link");
      last.set("link", old == null ? all.addAll(links) : all.addAll(old).addAll(links));
    }
    Sig first = steps.getLast();
    List<Sig> rest = steps.subList(0, steps.size() - 1);
    List.of("group_id", "link", "link_error", "task_id", "root_id", "parent_id", "group_index")
        .forEach(options::remove);
    options.chord(null);
    ArrayNode before = options.list("chain");
    ArrayNode chain = JsonNodeFactory.instance.arrayNode();
    options.set(
        "chain",
        before == null ? SigTree.list(rest) : chain.addAll(before).addAll(SigTree.list(rest)));
    Res applied = apply(first, TaskArgs.NONE, options);
    return rest.isEmpty() ? applied : prepared.results().getFirst();
  }

  Res group(Sig sig, TaskArgs given, Options over) {
    if (sig.tasks.isEmpty()) {
      return freezer.freeze(sig, Freezer.Given.root(null));
    }
    Res result = members(sig, given, over);
    List<Res> children = result.children;
    Res only = children != null && children.size() == 1 ? children.getFirst() : null;
    return remembered(only != null && only.children != null ? only : result);
  }

  private Res members(Sig sig, TaskArgs given, Options over) {
    Options options = sig.options.copy().merge(over);
    String id = options.text("task_id");
    if (id == null) {
      id = ids.get();
    }
    options.set("task_id", (String) null).set("group_id", id).set("group_index", (String) null);
    Sig chord = options.chord();
    List<Sig> members = new ArrayList<>(sig.tasks.size());
    List<Res> results = new ArrayList<>(sig.tasks.size());
    collect(sig, id, options.text("root_id"), members, results);
    int size = 0;
    boolean joins = false;
    for (Sig member : members) {
      size += ChordSize.of(member);
      joins = chord != null || member.options.chord() != null;
      Sig body = chord == null ? member.options.chord() : chord;
      quietly(member, given, options.copy().chord(body));
    }
    if (joins) {
      keys.add(new JoinKey.Size(id, size));
    }
    return Res.group(id, results);
  }

  /** The members, groups in it unrolled, each with its ids (group._prepared). */
  private void collect(
      Sig group, String id, @Nullable String root, List<Sig> members, List<Res> results) {
    for (int index = 0; index < group.tasks.size(); index++) {
      Sig member = group.tasks.get(index).copy();
      if (member.type == Sig.Type.GROUP) {
        collect(member, id, root, members, results);
      } else if (!member.isEmptyChain()) {
        results.add(freezer.freeze(member, new Freezer.Given(null, id, index, null, root)));
        members.add(member);
      }
    }
  }

  /** Starts a member of a group, which is no child of the starting task by itself. */
  private void quietly(Sig sig, TaskArgs given, Options options) {
    if (sig.type == Sig.Type.TASK) {
      task(sig, given, options);
    } else {
      int before = trail.size();
      apply(sig, given, options);
      trail.subList(before, trail.size()).clear();
    }
  }
}
