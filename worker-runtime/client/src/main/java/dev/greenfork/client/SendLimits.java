package dev.greenfork.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long a task may run.
 *
 * @param hard ended by force after this long
 * @param soft asked to end after this long
 */
public record SendLimits(@Nullable Duration hard, @Nullable Duration soft) {

  static final SendLimits NONE = new SendLimits(null, null);

  public SendLimits {
    requirePositive("hard time limit", hard);
    requirePositive("soft time limit", soft);
  }

  static void requirePositive(String what, @Nullable Duration duration) {
    if (duration != null && (duration.isNegative() || duration.isZero())) {
      throw new IllegalArgumentException(
          "a %s must be longer than zero, but is %s".formatted(what, duration));
    }
  }
}
