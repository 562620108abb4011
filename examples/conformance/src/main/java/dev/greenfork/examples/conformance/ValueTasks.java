package dev.greenfork.examples.conformance;

import dev.greenfork.task.Task;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tasks that return what they are given, or a sum of it. */
public final class ValueTasks {

  /** Returns {@code x}, whatever JSON it is. */
  @Task(name = "conformance.echo")
  public @Nullable Object echo(@Nullable Object x) {
    return x;
  }

  /** Returns {@code x + y}; whole numbers stay whole, of any size. */
  @Task(name = "conformance.add")
  public Number add(Number x, Number y) {
    if (isFloating(x) || isFloating(y)) {
      return x.doubleValue() + y.doubleValue();
    }
    return new BigInteger(x.toString()).add(new BigInteger(y.toString()));
  }

  /** Returns the sum of a list of numbers; 0 for an empty one. */
  @Task(name = "conformance.sum")
  public Number sum(List<Number> list) {
    Number sum = 0;
    for (Number each : list) {
      sum = add(sum, each);
    }
    return sum;
  }

  private static boolean isFloating(Number number) {
    return number instanceof Double || number instanceof Float;
  }
}
