package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What celery.canvas does to the bodies of chords before they are sent. */
final class ChordLinks {

  /** Options of a chain that the chain itself uses up (_CHAIN_RUN_OPTIONS). */
  private static final Set<String> OF_THE_CHAIN =
      Set.of("group_id", "group_index", "link", "link_error", "parent_id", "root_id", "task_id");

  private ChordLinks() {}

  /** Whether this is a chord whose body is a chain that starts with a task. */
  static boolean canSplit(Sig sig) {
    Sig body = sig.body;
    return body != null
        && body.type == Sig.Type.CHAIN
        && !body.tasks.isEmpty()
        && body.tasks.getFirst().type != Sig.Type.GROUP;
  }

  /** {@code chord(header, chain(a, b, c))} becomes {@code chord(header, a), b, c}. */
  static List<Sig> split(Sig chord) {
    Sig task = chord.copy();
    Sig body = task.body;
    if (body == null) {
      return List.of(task);
    }
    List<Sig> steps = unchained(body);
    Options passedOn = body.options.copy();
    OF_THE_CHAIN.forEach(passedOn::remove);
    passedOn.chord(null);
    task.body = steps.getFirst().copy(passedOn);
    List<Sig> all = new ArrayList<>(steps);
    all.set(0, task);
    return all;
  }

  /** Copies of a chain's steps with the chain's links on them (_chain.unchain_tasks). */
  static List<Sig> unchained(Sig chain) {
    List<Sig> steps = new ArrayList<>(chain.tasks.size());
    chain.tasks.forEach(step -> steps.add(step.copy()));
    if (steps.isEmpty()) {
      return steps;
    }
    each(chain.options.list("link"), steps.getLast()::link);
    each(
        chain.options.list("link_error"),
        errback -> steps.forEach(step -> step.linkError(errback)));
    return steps;
  }

  /** Splits the chord bodies of a chain in place (_chain._unroll_chords). */
  static void unroll(Sig chain) {
    Deque<Sig> waiting = new ArrayDeque<>(chain.tasks);
    List<Sig> steps = new ArrayList<>();
    while (!waiting.isEmpty()) {
      Sig step = waiting.pop();
      if (step.type == Sig.Type.CHAIN) {
        step = step.copy();
        unroll(step);
      }
      if (canSplit(step)) {
        split(step).reversed().forEach(waiting::push);
      } else {
        steps.add(step);
      }
    }
    chain.tasks = steps;
  }

  /**
   * Takes the body off the header tasks of chords that are only carried along: it stands in the
   * chord once, and is put on them when the chord runs (_strip_chord_header_links).
   */
  static void strip(Sig sig) {
    switch (sig.type) {
      case TASK -> {}
      case CHAIN, GROUP -> sig.tasks.forEach(ChordLinks::strip);
      case CHORD -> {
        if (sig.header != null) {
          sig.header.options.chord(null);
        }
        sig.tasks.forEach(ChordLinks::clear);
        sig.tasks.forEach(ChordLinks::strip);
        if (sig.body != null) {
          strip(sig.body);
        }
      }
    }
  }

  private static void clear(Sig sig) {
    sig.options.chord(null);
    switch (sig.type) {
      case TASK -> {}
      case GROUP -> sig.tasks.forEach(ChordLinks::clear);
      case CHAIN -> {
        if (!sig.tasks.isEmpty()) {
          clear(sig.tasks.getLast());
        }
      }
      case CHORD -> {
        if (sig.body != null) {
          clear(sig.body);
        }
      }
    }
  }

  /**
   * Moves {@code link} and {@code link_error} of a chord that runs to its body
   * (_add_body_callbacks).
   */
  static Sig moveToBody(Sig body, Options options) {
    ArrayNode callbacks = options.list("link");
    ArrayNode errbacks = options.list("link_error");
    options.remove("link");
    options.remove("link_error");
    if (callbacks == null && errbacks == null) {
      return body;
    }
    Sig own = withMembers(body);
    each(
        callbacks,
        callback -> {
          if (own.isEmptyGroup()) {
            own.options.append("link", callback);
          } else {
            own.link(callback);
          }
        });
    each(
        errbacks,
        errback -> {
          if (own.type == Sig.Type.GROUP) {
            toBodyTasks(own, errback, true);
          } else {
            own.options.append("link_error", errback);
          }
        });
    return own;
  }

  private static void toBodyTasks(Sig sig, JsonNode errback, boolean runsAsGroup) {
    switch (sig.type) {
      case GROUP -> {
        if (runsAsGroup && sig.options.has("link_error")) {
          sig.options.append("link_error", errback);
        } else {
          sig.tasks.forEach(task -> toBodyTasks(task, errback, false));
        }
      }
      case CHORD -> {
        if (sig.body != null) {
          toBodyTasks(sig.body, errback, true);
        }
      }
      default -> sig.linkError(errback);
    }
  }

  private static Sig withMembers(Sig sig) {
    Sig own = sig.copy();
    if (own.type == Sig.Type.GROUP) {
      own.tasks.replaceAll(ChordLinks::withMembers);
    } else if (own.type == Sig.Type.CHORD && own.body != null) {
      own.body = withMembers(own.body);
    }
    return own;
  }

  private static void each(@Nullable ArrayNode links, Consumer<ObjectNode> action) {
    if (links != null) {
      links.forEach(link -> action.accept((ObjectNode) link));
    }
  }
}
