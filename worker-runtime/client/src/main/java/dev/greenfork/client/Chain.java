package dev.greenfork.client;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Work one after another; its result is that of the last. Made by {@link Work#then}. Immutable.
 *
 * @param <T> the type of the last one's result
 */
public final class Chain<T> implements Work<T> {

  private final List<Link> links;
  private final Follow follow;

  private Chain(List<Link> links, Follow follow) {
    this.links = links;
    this.follow = follow;
  }

  static <T, U> Chain<U> of(Work<T> first, Step<? super T, U> next) {
    return of(first, Link.to(next));
  }

  static <U> Chain<U> of(Work<?> first, Work<U> next) {
    return of(first, Link.to(next));
  }

  private static <U> Chain<U> of(Work<?> first, Link next) {
    // A chain that has nothing of its own yet just grows.
    return first instanceof Chain<?> chain && chain.follow.equals(Follow.NOTHING)
        ? new Chain<>(Link.plus(chain.links, next), Follow.NOTHING)
        : new Chain<>(List.of(Link.to(first), next), Follow.NOTHING);
  }

  @Override
  public Chain<T> with(UnaryOperator<SendOptions> change) {
    return new Chain<>(links, follow.with(change));
  }

  /** The same; after its success {@code next} runs too, with the result as first argument. */
  public Chain<T> link(Step<? super T, ?> next) {
    return new Chain<>(links, follow.success(Link.to(next)));
  }

  @Override
  public Chain<T> link(Work<?> next) {
    return new Chain<>(links, follow.success(Link.to(next)));
  }

  @Override
  public Chain<T> linkError(Step<String, ?> next) {
    return new Chain<>(links, follow.error(Link.to(next)));
  }

  @Override
  public Chain<T> linkError(Work<?> next) {
    return new Chain<>(links, follow.error(Link.to(next)));
  }

  List<Link> links() {
    return links;
  }

  Follow follow() {
    return follow;
  }
}
