package dev.greenfork.client;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Work that lacks its first argument: the result of what ran before it will fill it. Immutable.
 *
 * @param <I> the type of that argument
 * @param <O> the type of the result
 */
public final class Step<I, O> {

  private final Work<O> work;

  private Step(Work<O> work) {
    this.work = work;
  }

  /** A task that is known by its name only; {@code args} follow the first argument. */
  public static <I, O> Step<I, O> of(String task, Class<O> type, @Nullable Object... args) {
    return of(TaskSignature.of(task, type, args));
  }

  /** As the other, for results with type arguments, such as {@code List<Point>}. */
  public static <I, O> Step<I, O> of(String task, TypeReference<O> type, @Nullable Object... args) {
    return of(TaskSignature.of(task, type, args));
  }

  /** A task as it stands, which the first argument is put before. */
  public static <I, O> Step<I, O> of(TaskSignature<O> task) {
    return new Step<>(task);
  }

  /** Several steps at once, each with the same first argument; their results in order. */
  static <I, O> Step<I, O> of(Work<O> work) {
    return new Step<>(work);
  }

  /** The same with other options. */
  public Step<I, O> with(UnaryOperator<SendOptions> change) {
    return new Step<>(work.with(change));
  }

  /** This, and after its success {@code next} with the result as first argument. */
  public <U> Step<I, U> then(Step<? super O, U> next) {
    return new Step<>(work.then(next));
  }

  /**
   * The same for whatever ran before it. The compiler then no longer checks that the result fits;
   * for numbers, say, of which JSON has but one kind.
   */
  public Step<Object, O> forAny() {
    return new Step<>(work);
  }

  Work<O> work() {
    return work;
  }
}
