package dev.greenfork.worker;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long one run of a task may take.
 *
 * @param soft after this long the task's thread is interrupted; null for never
 * @param hard after this long the task has failed: a prefork child is killed, a green task is
 *     abandoned; null for never
 */
public record TimeLimits(@Nullable Duration soft, @Nullable Duration hard) {

  /** No limit. */
  public static final TimeLimits NONE = new TimeLimits(null, null);

  public TimeLimits {
    requirePositive("soft", soft);
    requirePositive("hard", hard);
  }

  /** These limits where set, else those of {@code fallback}, each for itself (as Celery does). */
  public TimeLimits orElse(TimeLimits fallback) {
    return new TimeLimits(soft == null ? fallback.soft : soft, hard == null ? fallback.hard : hard);
  }

  /** The one that comes first, null for none. */
  public @Nullable Duration earliest() {
    if (soft == null || hard == null) {
      return soft == null ? hard : soft;
    }
    return soft.compareTo(hard) <= 0 ? soft : hard;
  }

  private static void requirePositive(String name, @Nullable Duration limit) {
    if (limit != null && (limit.isNegative() || limit.isZero())) {
      throw new IllegalArgumentException(
          "The %s time limit must be more than zero, but is %s.".formatted(name, limit));
    }
  }
}
