package dev.greenfork.protocol.canvas;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives signatures their ids and links to each other, in place (the freeze methods). */
final class Freezer {

  /**
   * What a signature is given.
   *
   * @param id used unless it has one
   * @param group id of the group that it is a member of
   * @param index place in that group
   * @param chord what runs when the group has ended
   * @param root id of the workflow's first task
   */
  record Given(
      @Nullable String id,
      @Nullable String group,
      @Nullable Integer index,
      @Nullable Sig chord,
      @Nullable String root) {

    static Given root(@Nullable String root) {
      return new Given(null, null, null, null, root);
    }

    Given withId(@Nullable String changed) {
      return new Given(changed, group, index, chord, root);
    }
  }

  /** The id of a group and the results of its members. */
  record Members(String id, List<Res> results) {

    Res toResult() {
      return Res.group(id, results);
    }
  }

  private final Supplier<String> ids;
  private final @Nullable String replyTo;

  Freezer(Supplier<String> ids, @Nullable String replyTo) {
    this.ids = ids;
    this.replyTo = replyTo;
  }

  Res freeze(Sig sig, Given given) {
    return switch (sig.type) {
      case TASK -> task(sig, given);
      case CHAIN -> new ChainSteps(this).freeze(sig, given);
      case GROUP -> group(sig, given).toResult();
      case CHORD -> chord(sig, given);
    };
  }

  private Res task(Sig sig, Given given) {
    Options options = sig.options;
    String id = options.text("task_id");
    if (id == null) {
      id = given.id() == null ? ids.get() : given.id();
      options.set("task_id", id);
    }
    if (given.root() != null) {
      options.set("root_id", given.root());
    }
    if (replyTo != null && !options.has("reply_to")) {
      options.set("reply_to", replyTo);
    }
    if (given.group() != null && !options.has("group_id")) {
      options.set("group_id", given.group());
    }
    if (given.chord() != null) {
      options.chord(given.chord());
    }
    if (given.index() != null) {
      options.set("group_index", given.index());
    }
    return Res.task(id);
  }

  /** Flattens groups in it and freezes all members (group._freeze_group_tasks). */
  Members group(Sig sig, Given given) {
    Options options = sig.options;
    String id = options.text("task_id");
    if (id == null) {
      id = ids.get();
      options.set("task_id", id);
    }
    if (given.group() != null) {
      options.set("group_id", given.group());
    }
    if (given.chord() != null) {
      options.chord(given.chord());
    }
    if (given.index() != null) {
      options.set("group_index", given.index());
    }
    if (!options.has("root_id")) {
      options.set("root_id", given.root());
    }
    String root = options.text("root_id");
    List<Sig> members = new ArrayList<>(sig.tasks.size());
    List<Res> results = new ArrayList<>(sig.tasks.size());
    Deque<Sig> waiting = new ArrayDeque<>(sig.tasks);
    while (!waiting.isEmpty()) {
      Sig member = waiting.pop().copy();
      if (member.type == Sig.Type.GROUP) {
        // Celery's extendleft: the members of an inner group come out in reverse.
        member.tasks.forEach(waiting::push);
      } else if (!member.isEmptyChain()) {
        int index = members.size();
        members.add(member);
        results.add(freeze(member, new Given(null, given.group(), index, given.chord(), root)));
      }
    }
    sig.tasks.clear();
    sig.tasks.addAll(members);
    return new Members(id, results);
  }

  private Res chord(Sig sig, Given given) {
    Sig header = header(sig);
    Members parts = group(header, new Given(null, null, null, sig.body, given.root()));
    sig.options.set("task_id", parts.id());
    Sig body = sig.body;
    if (body == null) {
      return parts.toResult();
    }
    Res result = freeze(body, given);
    Res first = result.first();
    first.parent = parts.toResult();
    return result;
  }

  private static Sig header(Sig chord) {
    Sig header = chord.header;
    if (header == null) {
      header = Sig.group(chord.tasks);
      chord.header = header;
    }
    return header;
  }
}
