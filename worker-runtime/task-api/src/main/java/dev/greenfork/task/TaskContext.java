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
   * Goes on unless the task is to end: its {@link #deadline} has passed, or its thread is
   * interrupted. Loops that compute should call it now and then, because a time limit acts only
   * here and at calls that block; it costs less than a microsecond.
   *
   * @throws DeadlineExceededException when it is to end
   */
  default void checkDeadline() {
    Instant end = deadline().orElse(null);
    if (end != null && !Instant.now().isBefore(end)) {
      throw new DeadlineExceededException(
          "Task %s[%s] has reached its time limit, %s.".formatted(name(), id(), end));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new DeadlineExceededException("Task %s[%s] was interrupted.".formatted(name(), id()));
    }
  }

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
   * Starts a workflow, at once. It is a child of this task in the result.
   *
   * @return the id of its result: of the last task, or of the group
   * @throws TaskSendException when the broker does not take it, or an argument is not JSON
   */
  default String send(Workflow workflow) {
    if (workflow instanceof Call call) {
      return send(call);
    }
    throw new UnsupportedOperationException("This context starts no workflows.");
  }

  /**
   * Starts one more part of the chord that this task is a part of, at once: the body waits for it,
   * too, and gets its result beside this task's own (Celery's {@code add_to_chord}). It is a child
   * of this task in the result. A task that runs again adds again.
   *
   * @param more what ends once: a task, a chain or a chord
   * @return the id of its result
   * @throws TaskSendException when this task is no part of a chord, {@code more} is a group, the
   *     broker does not take it, or an argument is not JSON
   */
  default String addToChord(Workflow more) {
    throw new UnsupportedOperationException("This context starts no workflows.");
  }

  /**
   * Ends this run and puts a workflow in its place, under its id and with all that follows it:
   * {@code throw context.replace(...)}.
   */
  default ReplaceTask replace(Workflow with) {
    return new ReplaceTask(with);
  }

  /**
   * Stores a state of the application's own, such as its progress, which clients see until the task
   * ends; Celery's {@code update_state}. Does nothing where the result is not stored either.
   *
   * @param state not one that the worker stores, such as SUCCESS
   * @param meta what goes with it, written as JSON
   * @throws IllegalArgumentException if the worker stores that state itself
   * @throws TaskSendException if it cannot be stored, {@code meta} is too large or is not JSON
   */
  default void state(String state, @Nullable Object meta) {
    throw new UnsupportedOperationException("This context stores no states.");
  }

  /**
   * What is stored of a task; empty where nothing is. Does not wait for its end: a task that waits
   * for another holds a slot which that one may need.
   *
   * @throws TaskSendException if it cannot be read
   */
  default Optional<Stored> result(String taskId) {
    throw new UnsupportedOperationException("This context reads no results.");
  }

  /**
   * Whether nobody wants this run any more: its task was revoked while it runs, or its end was
   * recorded already. A long task asks now and then and ends early. In a prefork pool the answer
   * may be a tenth of a second old.
   */
  default boolean isRevoked() {
    return false;
  }

  /**
   * A task's state as stored.
   *
   * @param state a state of Celery's or of the application's own
   * @param value the result of a SUCCESS, what stands in its place for other states; as Jackson
   *     maps JSON
   */
  record Stored(String state, @Nullable Object value) {}

  /** Where this task stands in its workflow. */
  default Position position() {
    return Position.NONE;
  }

  /** The stamps of the message, by name; their values as Jackson maps JSON. */
  default Map<String, Object> stamps() {
    return Map.of();
  }

  /** Headers of the message that Celery does not define; their values as Jackson maps JSON. */
  default Map<String, Object> headers() {
    return Map.of();
  }

  /**
   * The place of a task in its workflow.
   *
   * @param root id of the workflow's first task
   * @param parent id of the task that sent this one; absent if a client did
   * @param group id of its group
   */
  record Position(Optional<String> root, Optional<String> parent, Optional<String> group) {

    /** Not known. */
    public static final Position NONE =
        new Position(Optional.empty(), Optional.empty(), Optional.empty());
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
