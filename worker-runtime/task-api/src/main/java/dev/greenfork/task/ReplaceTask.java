package dev.greenfork.task;

/** Thrown by a task to be replaced; see {@link TaskContext#replace(Workflow)}. */
public final class ReplaceTask extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Workflow with;

  ReplaceTask(Workflow with) {
    super("Replaced by another workflow", null, false, false);
    this.with = with;
  }

  /** What runs instead. */
  public Workflow with() {
    return with;
  }
}
