package dev.greenfork.task;

import java.util.List;

/**
 * Tasks that belong together: one after another, at once, or at once and then one more. A {@link
 * Call} is a workflow of one. Immutable.
 */
public sealed interface Workflow permits Call, Workflow.Chain, Workflow.Group, Workflow.Chord {

  /**
   * One after another; each gets the result of the one before as its first argument.
   *
   * @param steps at least one
   */
  record Chain(List<Workflow> steps) implements Workflow {

    public Chain {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("A chain needs at least one step.");
      }
    }
  }

  /** All at once. Before another step of a chain it becomes a chord with that step as its body. */
  record Group(List<Workflow> members) implements Workflow {

    public Group {
      members = List.copyOf(members);
    }
  }

  /** All at once, then {@code body} with the list of their results as its first argument. */
  record Chord(List<Workflow> header, Workflow body) implements Workflow {

    public Chord {
      header = List.copyOf(header);
    }
  }

  /** One after another. */
  static Workflow chain(Workflow... steps) {
    return new Chain(List.of(steps));
  }

  /** All at once. */
  static Workflow group(List<? extends Workflow> members) {
    return new Group(List.copyOf(members));
  }

  /** All at once, then {@code body} with the list of their results. */
  static Workflow chord(List<? extends Workflow> header, Workflow body) {
    return new Chord(List.copyOf(header), body);
  }
}
