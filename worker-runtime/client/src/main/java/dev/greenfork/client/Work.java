package dev.greenfork.client;

import java.util.function.UnaryOperator;

/**
 * What can be sent and leaves a result: a task, or a chain, group or chord of them. Immutable; each
 * method gives a changed copy.
 *
 * @param <T> the type of the result
 */
public sealed interface Work<T> permits TaskSignature, Chain, Group, Chord {

  /** The same with other options: {@code work.with(o -> o.queue("feeds").countdown(pause))}. */
  Work<T> with(UnaryOperator<SendOptions> change);

  /** The same; after its success {@code next} runs too, without the result. */
  Work<T> link(Work<?> next);

  /** The same; after its failure {@code next} runs, with the failed task's id as first argument. */
  Work<T> linkError(Step<String, ?> next);

  /** The same; after its failure {@code next} runs, without the failed task's id. */
  Work<T> linkError(Work<?> next);

  /** A chain: this, and after its success {@code next} with the result as first argument. */
  default <U> Chain<U> then(Step<? super T, U> next) {
    return Chain.of(this, next);
  }

  /** A chain: this, and after its success {@code next}, without the result. */
  default <U> Chain<U> then(Work<U> next) {
    return Chain.of(this, next);
  }
}
