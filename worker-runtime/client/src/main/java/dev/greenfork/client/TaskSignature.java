package dev.greenfork.client;

import com.fasterxml.jackson.core.type.TypeReference;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One task with its arguments, options and the type of its result. The stubs that are written for
 * task classes make them; {@link #of} makes one of a name. Immutable.
 *
 * @param <T> the type of the result
 */
public final class TaskSignature<T> implements Work<T> {

  private final String task;
  private final Type type;
  private final List<? extends @Nullable Object> args;
  private final Map<String, ? extends @Nullable Object> kwargs;
  private final Follow follow;

  private TaskSignature(
      String task,
      Type type,
      List<? extends @Nullable Object> args,
      Map<String, ? extends @Nullable Object> kwargs,
      Follow follow) {
    this.task = task;
    this.type = type;
    this.args = args;
    this.kwargs = kwargs;
    this.follow = follow;
  }

  /** A task that is known by its name only, with arguments by position. */
  public static <T> TaskSignature<T> of(String task, Class<T> type, @Nullable Object... args) {
    return of(TaskCall.of(task, args), type);
  }

  /** As the other, for results with type arguments, such as {@code List<Point>}. */
  public static <T> TaskSignature<T> of(
      String task, TypeReference<T> type, @Nullable Object... args) {
    return of(TaskCall.of(task, args), type);
  }

  /** A call whose result has this type. */
  public static <T> TaskSignature<T> of(TaskCall call, Class<T> type) {
    return of(call, (Type) type);
  }

  /** A call whose result has this type, with its type arguments. */
  public static <T> TaskSignature<T> of(TaskCall call, TypeReference<T> type) {
    return of(call, type.getType());
  }

  static <T> TaskSignature<T> of(TaskCall call, Type type) {
    Follow follow = new Follow(call.options(), List.of(), List.of());
    return new TaskSignature<>(call.task(), type, call.args(), call.kwargs(), follow);
  }

  /** The same with these arguments by name. */
  public TaskSignature<T> withKwargs(Map<String, ? extends @Nullable Object> changed) {
    return new TaskSignature<>(task, type, args, changed, follow);
  }

  @Override
  public TaskSignature<T> with(UnaryOperator<SendOptions> change) {
    return with(follow.with(change));
  }

  /** The same; after its success {@code next} runs too, with the result as first argument. */
  public TaskSignature<T> link(Step<? super T, ?> next) {
    return with(follow.success(Link.to(next)));
  }

  @Override
  public TaskSignature<T> link(Work<?> next) {
    return with(follow.success(Link.to(next)));
  }

  @Override
  public TaskSignature<T> linkError(Step<String, ?> next) {
    return with(follow.error(Link.to(next)));
  }

  @Override
  public TaskSignature<T> linkError(Work<?> next) {
    return with(follow.error(Link.to(next)));
  }

  /** What is sent, without what follows. */
  public TaskCall call() {
    return new TaskCall(task, args, kwargs, follow.options());
  }

  Type type() {
    return type;
  }

  Follow follow() {
    return follow;
  }

  private TaskSignature<T> with(Follow changed) {
    return new TaskSignature<>(task, type, args, kwargs, changed);
  }
}
