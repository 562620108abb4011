package dev.greenfork.task.index;

import dev.greenfork.task.TaskContext;

/** Binds a task's context to the thread that runs it. Used by workers and by tests of tasks. */
public final class TaskScope {

  private static final ScopedValue<TaskContext> CURRENT = ScopedValue.newInstance();

  private TaskScope() {}

  /** Runs {@code body} with {@code context} as the current one; throws what the body throws. */
  public static <R, X extends Throwable> R call(
      TaskContext context, ScopedValue.CallableOp<R, X> body) throws X {
    return ScopedValue.where(CURRENT, context).call(body);
  }

  /**
   * The context bound to this thread.
   *
   * @throws IllegalStateException when there is none
   */
  public static TaskContext current() {
    return CURRENT.orElseThrow(
        () ->
            new IllegalStateException(
                "No task runs on thread "
                    + Thread.currentThread().getName()
                    + ". Take TaskContext.current() in the task's own thread and hand it on."));
  }
}
