package dev.greenfork.local.status;

/**
 * What a worker, or the workers of a pool, say of themselves.
 *
 * @param slots tasks that can run at once
 * @param running tasks that run now
 * @param succeeded runs that ended well since the start
 * @param failed runs that ended otherwise
 */
record Reading(boolean ready, long slots, long running, long succeeded, long failed) {

  /** Of a worker that does not answer. */
  static final Reading NONE = new Reading(false, 0, 0, 0, 0);

  /** Runs that ended. */
  long ended() {
    return succeeded + failed;
  }

  /** Both together; ready if both are. */
  Reading plus(Reading other) {
    return new Reading(
        ready && other.ready,
        slots + other.slots,
        running + other.running,
        succeeded + other.succeeded,
        failed + other.failed);
  }

  /** What is left of it when its process has ended. */
  Reading past() {
    return new Reading(false, 0, 0, succeeded, failed);
  }
}
