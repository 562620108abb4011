package dev.greenfork.protocol.canvas;

import java.util.ArrayList;
import java.util.List;

/** Puts signatures after one another as Celery's {@code |} does. */
final class Composition {

  private Composition() {}

  /** {@code first | then}. */
  static Sig then(Sig first, Sig then) {
    return switch (first.type) {
      case TASK -> afterTask(first, then);
      case CHAIN -> afterChain(first, then);
      case GROUP -> then.isEmptyGroup() ? first : Sig.chord(first, then);
      case CHORD -> afterChord(first, then);
    };
  }

  private static Sig afterTask(Sig first, Sig then) {
    List<Sig> steps = new ArrayList<>(List.of(first));
    if (then.type == Sig.Type.CHAIN) {
      steps.addAll(ChordLinks.unchained(then));
    } else {
      steps.add(then.unrolled());
    }
    return Sig.chain(steps);
  }

  private static Sig afterChord(Sig chord, Sig then) {
    Sig next = then.unrolled();
    if (next.type == Sig.Type.GROUP || then.type == Sig.Type.CHAIN) {
      return afterTask(chord, next);
    }
    return withBody(chord.copy(), next);
  }

  private static Sig afterChain(Sig chain, Sig then) {
    if (then.isEmptyGroup()) {
      return chain;
    }
    return switch (then.type) {
      case GROUP -> groupAfterChain(chain, then);
      case CHAIN -> {
        Sig all = chain;
        for (Sig step : ChordLinks.unchained(then)) {
          all = then(all, step);
        }
        yield all;
      }
      case TASK, CHORD -> taskAfterChain(chain, then);
    };
  }

  private static Sig groupAfterChain(Sig chain, Sig group) {
    Sig next = group.unrolled();
    if (next.type != Sig.Type.GROUP) {
      return afterChain(chain, next);
    }
    List<Sig> steps = ChordLinks.unchained(chain);
    if (steps.isEmpty()) {
      return next;
    }
    if (steps.getLast().type == Sig.Type.CHORD) {
      withBody(steps.getLast(), next);
    } else {
      steps.add(next);
    }
    return Sig.chain(steps);
  }

  private static Sig taskAfterChain(Sig chain, Sig then) {
    Sig.Type last = chain.tasks.isEmpty() ? Sig.Type.TASK : chain.tasks.getLast().type;
    if (last == Sig.Type.GROUP) {
      Sig copy = chain.copy();
      copy.tasks.add(Sig.chord(copy.tasks.removeLast(), then));
      int size = copy.tasks.size();
      if (size > 1 && copy.tasks.get(size - 2).type == Sig.Type.CHORD) {
        withBody(copy.tasks.get(size - 2), copy.tasks.removeLast());
      }
      return copy;
    }
    if (last == Sig.Type.CHORD && then.type != Sig.Type.CHORD) {
      Sig copy = chain.copy();
      withBody(copy.tasks.getLast(), then);
      return copy;
    }
    List<Sig> steps = ChordLinks.unchained(chain);
    steps.add(then);
    return Sig.chain(steps);
  }

  private static Sig withBody(Sig chord, Sig more) {
    chord.body = chord.body == null ? more : then(chord.body, more);
    return chord;
  }
}
