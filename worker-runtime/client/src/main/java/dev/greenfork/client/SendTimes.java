package dev.greenfork.client;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a task may run. A time and a duration that say the same exclude each other: setting one
 * clears the other.
 *
 * @param eta not before
 * @param countdown not before so long after it is sent
 * @param expires not after
 * @param expiresIn not later than so long after it is sent
 */
public record SendTimes(
    @Nullable Instant eta,
    @Nullable Duration countdown,
    @Nullable Instant expires,
    @Nullable Duration expiresIn) {

  static final SendTimes NOW = new SendTimes(null, null, null, null);

  public SendTimes {
    if (countdown != null && countdown.isNegative()) {
      throw new IllegalArgumentException(
          "a countdown must be zero or longer, but is %s".formatted(countdown));
    }
    SendLimits.requirePositive("time to expire", expiresIn);
  }
}
