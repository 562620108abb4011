package dev.greenfork.client;

import java.util.function.UnaryOperator;

/**
 * A group, and when all its members have succeeded one more piece of work, whose result is that of
 * the chord. Immutable.
 *
 * @param <T> the type of the result
 */
public final class Chord<T> implements Work<T> {

  private final Group<?> header;
  private final Link body;
  private final Follow follow;

  private Chord(Group<?> header, Link body, Follow follow) {
    this.header = header;
    this.body = body;
    this.follow = follow;
  }

  static <T> Chord<T> of(Group<?> header, Link body) {
    return new Chord<>(header, body, Follow.NOTHING);
  }

  @Override
  public Chord<T> with(UnaryOperator<SendOptions> change) {
    return new Chord<>(header, body, follow.with(change));
  }

  /** The same; after its success {@code next} runs too, with the result as first argument. */
  public Chord<T> link(Step<? super T, ?> next) {
    return new Chord<>(header, body, follow.success(Link.to(next)));
  }

  @Override
  public Chord<T> link(Work<?> next) {
    return new Chord<>(header, body, follow.success(Link.to(next)));
  }

  @Override
  public Chord<T> linkError(Step<String, ?> next) {
    return new Chord<>(header, body, follow.error(Link.to(next)));
  }

  @Override
  public Chord<T> linkError(Work<?> next) {
    return new Chord<>(header, body, follow.error(Link.to(next)));
  }

  Group<?> header() {
    return header;
  }

  Link body() {
    return body;
  }

  Follow follow() {
    return follow;
  }
}
