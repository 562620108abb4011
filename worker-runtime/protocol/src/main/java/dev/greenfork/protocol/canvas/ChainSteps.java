package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Unrolls a chain into its steps, last one first, and links their results
 * (celery.canvas._chain.prepare_steps). A group before another step becomes a chord. For one chain.
 */
final class ChainSteps {

  /** The steps and their results, both last one first. */
  record Prepared(List<Sig> tasks, List<Res> results) {}

  private final Freezer freezer;
  private final List<Sig> tasks = new ArrayList<>();
  private final List<Res> results = new ArrayList<>();
  private @Nullable Sig previous;
  private @Nullable Res previousResult;
  private int frozen;
  private int nested;

  ChainSteps(Freezer freezer) {
    this.freezer = freezer;
  }

  /** Freezes a chain where it is; its last result. */
  Res freeze(Sig chain, Freezer.Given given) {
    prepare(chain, chain.args, JsonNodeFactory.instance.objectNode(), null, given, false);
    if (results.isEmpty()) {
      throw new BadSignatureException("an empty chain has no result");
    }
    return results.getFirst();
  }

  /** The steps of a chain that is about to run: copies, chord bodies split. */
  Prepared prepare(Sig chain, ArrayNode args, @Nullable ArrayNode errbacks, Freezer.Given given) {
    prepare(chain, args, JsonNodeFactory.instance.objectNode(), errbacks, given, true);
    tasks.forEach(ChordLinks::strip);
    return new Prepared(tasks, results);
  }

  private void prepare(
      Sig chain,
      ArrayNode args,
      ObjectNode kwargs,
      @Nullable ArrayNode errbacks,
      Freezer.Given given,
      boolean running) {
    Deque<Sig> steps = head(chain, running);
    while (!steps.isEmpty()) {
      Sig task = steps.removeLast().unrolled();
      boolean first = steps.isEmpty();
      if (task.isEmptyGroup() && (!first || previous != null)) {
        continue;
      }
      if (running && ChordLinks.canSplit(task)) {
        steps.addAll(ChordLinks.split(task));
        continue;
      }
      if (running) {
        task = first ? task.copy(args, kwargs) : task.copy();
      } else if (first) {
        task.args = Sig.joined(args, task.args);
      }
      if (task.type == Sig.Type.CHAIN) {
        steps.addAll(task.tasks);
        continue;
      }
      step(task, errbacks, given);
    }
    chain.options.set("task_id", results.isEmpty() ? given.id() : results.getFirst().id);
  }

  /**
   * Splices chains at the start and drops empty groups there, so that a real task gets the args.
   */
  private static Deque<Sig> head(Sig chain, boolean running) {
    Deque<Sig> steps = new ArrayDeque<>(chain.tasks);
    Sig dropped = null;
    while (!steps.isEmpty()) {
      Sig head = steps.removeFirst();
      if (head.type == Sig.Type.CHAIN) {
        Sig spliced = running ? head.copy() : head;
        spliced.tasks.reversed().forEach(steps::addFirst);
        continue;
      }
      Sig alone = head.unrolled();
      if (alone.isEmptyGroup() && !steps.isEmpty()) {
        dropped = alone;
        continue;
      }
      steps.addFirst(alone);
      break;
    }
    if (dropped != null && steps.isEmpty()) {
      steps.add(dropped);
    }
    return steps;
  }

  private void step(Sig next, @Nullable ArrayNode errbacks, Freezer.Given given) {
    Sig task = next.type == Sig.Type.GROUP && previous != null ? upgraded(next, given) : next;
    // Only the last step is the one that a group or chord around the chain waits for.
    Res result = freezer.freeze(task, frozen++ == 0 ? given : Freezer.Given.root(given.root()));
    if (previous != null && previousResult != null && previousResult.parent == null) {
      previousResult.parent = result;
    }
    if (errbacks != null) {
      for (JsonNode errback : errbacks) {
        task.linkError(errback);
        if (task.type == Sig.Type.CHORD && task.body != null) {
          task.body.linkError(errback);
        }
      }
    }
    tasks.add(task);
    results.add(result);
    previous = task;
    previousResult = task.type == Sig.Type.CHORD ? result.first() : result;
  }

  /** A group with a step after it is the header of a chord with that step as its body. */
  private Sig upgraded(Sig group, Freezer.Given given) {
    Sig body = tasks.removeLast();
    nested = body.type == Sig.Type.CHORD ? nested + 1 : 1;
    if (nested > SignatureCheck.DEEPEST) {
      throw new BadSignatureException(
          "a chain has more than %d groups after one another, and each holds all that follow it"
              .formatted(SignatureCheck.DEEPEST));
    }
    Res bodyResult = results.removeLast();
    Sig chord = Sig.chord(group, body);
    // chord(..., task_id=, root_id=): the options of the chord, kept from the step it replaces.
    Res named = previousResult;
    if (named != null && named.children == null) {
      chord.options.set("task_id", named.id);
    }
    chord.options.set("root_id", given.root());
    previous = tasks.isEmpty() ? null : tasks.getLast();
    Res node = results.isEmpty() ? null : results.getLast();
    while (node != null && node.parent != bodyResult) {
      node = node.parent;
    }
    if (node != null) {
      node.parent = null;
      previousResult = node;
    }
    return chord;
  }
}
