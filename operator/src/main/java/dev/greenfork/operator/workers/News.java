package dev.greenfork.operator.workers;

import dev.greenfork.broker.Loss;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a look at the workers of a broker found out.
 *
 * @param losses workers that are gone and had left something
 * @param refusals workers that do not change their size, and had not said so before
 */
public record News(List<Loss> losses, List<Refusal> refusals) {

  public static final News NONE = new News(List.of(), List.of());

  /** With these losses besides. */
  public News plus(List<Loss> more) {
    return more.isEmpty()
        ? this
        : new News(Stream.concat(losses.stream(), more.stream()).toList(), refusals);
  }

  /** Whether there are any. */
  public boolean isEmpty() {
    return losses.isEmpty() && refusals.isEmpty();
  }
}
