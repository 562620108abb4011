package dev.greenfork.protocol;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a task may run and for how long.
 *
 * @param retries how often this id was retried before, 0 the first time
 * @param eta not to be run before
 * @param expires not to be run after
 * @param hardLimit after this long the run is ended by force
 * @param softLimit after this long the run is asked to end
 */
public record Timing(
    int retries,
    @Nullable Instant eta,
    @Nullable Instant expires,
    @Nullable Duration hardLimit,
    @Nullable Duration softLimit) {

  /** First run, at once, without any limit. */
  public static final Timing NOW = new Timing(0, null, null, null, null);

  public Timing withEta(@Nullable Instant changed) {
    return new Timing(retries, changed, expires, hardLimit, softLimit);
  }

  public Timing withRetries(int changed) {
    return new Timing(changed, eta, expires, hardLimit, softLimit);
  }

  public Timing withExpires(@Nullable Instant changed) {
    return new Timing(retries, eta, changed, hardLimit, softLimit);
  }
}
