package dev.greenfork.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Composes tasks into workflows, to be imported statically. The parts are {@link TaskSignature}s
 * and {@link Step}s, which stubs make: {@code chord(group(a, b), math.sumStep())}.
 */
public final class Canvas {

  private Canvas() {}

  /** One after the other; the second gets the first one's result. {@code then} adds more. */
  public static <T, U> Chain<U> chain(Work<T> first, Step<? super T, U> second) {
    return first.then(second);
  }

  /** Three, one after the other. {@code then} adds more. */
  public static <T, U, V> Chain<V> chain(
      Work<T> first, Step<? super T, U> second, Step<? super U, V> third) {
    return first.then(second).then(third);
  }

  /**
   * All side by side.
   *
   * @throws IllegalArgumentException if it has no member, or a group as a member
   */
  @SafeVarargs
  public static <E> Group<E> group(Work<? extends E>... members) {
    return Group.of(Arrays.asList(members));
  }

  /** As the other, of a list. */
  public static <E> Group<E> group(List<? extends Work<? extends E>> members) {
    return Group.of(members);
  }

  /** Steps side by side; each gets the result of what ran before. */
  @SafeVarargs
  public static <I, O> Step<I, List<O>> fan(Step<? super I, ? extends O>... steps) {
    List<Work<? extends O>> members = new ArrayList<>();
    for (Step<? super I, ? extends O> step : steps) {
      members.add(step.work());
    }
    return Step.of(Group.of(members));
  }

  /** All of the header side by side, then the body with the list of their results. */
  public static <E, T> Chord<T> chord(Group<E> header, Step<? super List<E>, T> body) {
    return Chord.of(header, Link.to(body));
  }

  /** All of the header side by side, then the body, without their results. */
  public static <T> Chord<T> chord(Group<?> header, Work<T> body) {
    return Chord.of(header, Link.to(body));
  }
}
