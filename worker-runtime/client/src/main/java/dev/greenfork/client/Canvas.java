package dev.greenfork.client;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

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

  /**
   * One task that calls {@code step} with each item, one after the other, and gives the list of
   * results (Celery's {@code map}). Arguments that the step has already are left out.
   */
  public static <I, O> TaskSignature<List<O>> map(Step<? super I, O> step, List<I> items) {
    return each("celery.map", step, items);
  }

  /** As {@link #map}; each item is a list of all arguments of a call. */
  public static <O> TaskSignature<List<O>> starmap(
      Step<?, O> step, List<? extends List<?>> argumentLists) {
    return each("celery.starmap", step, argumentLists);
  }

  /**
   * A group of tasks that each do up to {@code size} calls of {@code step} as {@link #starmap}
   * does.
   *
   * @throws IllegalArgumentException if there is no call, or {@code size} is less than 1
   */
  public static <O> Group<List<O>> chunks(
      Step<?, O> step, List<? extends List<?>> argumentLists, int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "a chunk has at least 1 call, but was given " + size + " as its size");
    }
    List<TaskSignature<List<O>>> parts = new ArrayList<>();
    for (int at = 0; at < argumentLists.size(); at += size) {
      parts.add(
          starmap(step, argumentLists.subList(at, Math.min(at + size, argumentLists.size()))));
    }
    return group(parts);
  }

  private static <O> TaskSignature<List<O>> each(String name, Step<?, O> step, List<?> items) {
    if (!(step.work() instanceof TaskSignature<O> task)) {
      throw new IllegalArgumentException(name + " calls a single task, not a workflow");
    }
    Type list = TypeFactory.defaultInstance().constructParametricType(List.class, type(task));
    TaskCall call =
        new TaskCall(name, List.of(), Map.of("task", step, "it", items), SendOptions.DEFAULT);
    return TaskSignature.of(call, list);
  }

  private static JavaType type(TaskSignature<?> task) {
    return TypeFactory.defaultInstance().constructType(task.type());
  }
}
