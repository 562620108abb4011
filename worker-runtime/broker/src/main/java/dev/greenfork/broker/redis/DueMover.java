package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerLimits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages whose time has come to the heads of their queues, in batches that hold Redis up
 * for a moment only. Whoever serves the queues calls it; that many do so does no harm. Thread safe.
 */
final class DueMover {

  private static final Logger log = LoggerFactory.getLogger(DueMover.class);
  private static final byte[] BATCH_MESSAGES = utf8("1000");
  private static final byte[] BATCH_BYTES = utf8(Integer.toString(256 << 10));

  /** Longer than any time that may be waited for. */
  private static final Duration NEVER = Duration.ofDays(3650);

  private final Keys keys;
  private final BrokerLimits limits;
  private final InstantSource clock;
  private final AtomicBoolean complained = new AtomicBoolean();

  DueMover(Keys keys, BrokerLimits limits, InstantSource clock) {
    this.keys = keys;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * What a batch did.
   *
   * @param next when the next message is due; zero if one is now
   */
  record Moved(int messages, Duration next) {}

  private void complain(boolean wrong, List<String> queues) {
    if (complained.getAndSet(wrong) != wrong && wrong) {
      log.error(
          "A key {} of {} is no sorted set: nothing can wait there. Delete or rename it.",
          "<queue>.delayed",
          queues);
    }
  }

  /** Moves one batch of these queues. */
  Moved move(RedisConnection connection, List<String> queues) {
    List<?> reply =
        (List<?>)
            Script.DUE.run(
                connection,
                new Script.Arguments(
                    queues.stream().map(keys::delayed).toList(),
                    List.of(
                        BATCH_MESSAGES,
                        BATCH_BYTES,
                        utf8(Integer.toString(utf8(keys.prefix()).length)),
                        utf8(clock.instant().toString()),
                        utf8(Integer.toString(limits.deadEntries())),
                        utf8(Long.toString(limits.deadBytes())))));
    long buried = (Long) reply.get(1);
    if (buried > 0) {
      log.error(
          "{} delayed messages of {} could not be moved to their queues and are dead letters now",
          buried,
          queues);
    }
    complain((Long) reply.get(3) > 0, queues);
    long next = (Long) reply.get(2);
    return new Moved(
        Math.toIntExact((Long) reply.getFirst()), next < 0 ? NEVER : Duration.ofMillis(next));
  }
}
