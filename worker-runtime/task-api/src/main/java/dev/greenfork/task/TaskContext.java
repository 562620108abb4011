package dev.greenfork.task;

import dev.greenfork.task.index.TaskScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a running task may know about itself and ask of its worker. Bound to the task's thread by a
 * scoped value; hand the object on to threads that the task starts. Safe for use by many threads.
 */
public interface TaskContext {

  /**
   * The context of the task that runs on this thread.
   *
   * @throws IllegalStateException when no task runs on this thread
   */
  static TaskContext current() {
    return TaskScope.current();
  }

  /** The task's id, as in the message. */
  String id();

  /** The task's name. */
  String name();

  /** How often this task was retried before; 0 on the first run. */
  int retries();

  /** The queue that the message came from. */
  String queue();

  /** When the task must have ended, if it has a time limit: the soft one, else the hard one. */
  Optional<Instant> deadline();

  /**
   * Sends another task, at once, and returns its id. It is a child of this one in the result.
   *
   * @throws TaskSendException when the broker does not take it, or an argument is not JSON
   */
  String send(Call call);

  /** Sends a task with arguments by position to a queue. */
  default String send(String task, List<? extends @Nullable Object> args, String queue) {
    return send(new Call(task, args, Map.of(), Optional.of(queue)));
  }

  /** Sends a task with arguments by name to a queue. */
  default String send(String task, Map<String, ? extends @Nullable Object> kwargs, String queue) {
    return send(new Call(task, List.of(), kwargs, Optional.of(queue)));
  }

  /**
   * Ends this run so that the task runs again, under the same id, after the pause that its {@link
   * Task#retryDelay} declares: {@code throw context.retry()}. When it was retried {@link
   * Task#maxRetries} times already, it fails instead: with the reason given here, else as
   * MaxRetriesExceededError.
   */
  default RetryTask retry() {
    return RetryTask.later(null);
  }

  /** As {@link #retry()}, with the reason that the RETRY state shows meanwhile. */
  default RetryTask retry(Throwable reason) {
    return RetryTask.later(reason);
  }

  /** As {@link #retry()}, after this pause. */
  default RetryTask retry(Duration after) {
    return RetryTask.after(after, null);
  }

  /** As {@link #retry()}, after this pause and for this reason. */
  default RetryTask retry(Duration after, Throwable reason) {
    return RetryTask.after(after, reason);
  }

  /** As {@link #retry()}, not before this time. */
  default RetryTask retry(Instant at) {
    return RetryTask.at(at, null);
  }

  /** As {@link #retry()}, not before this time and for this reason. */
  default RetryTask retry(Instant at, Throwable reason) {
    return RetryTask.at(at, reason);
  }
}
