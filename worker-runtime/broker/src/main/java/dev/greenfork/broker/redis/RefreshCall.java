package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.Drainable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a worker says when it prolongs its lease. */
final class RefreshCall {

  private RefreshCall() {}

  /**
   * The arguments of {@link Script#REFRESH}.
   *
   * @param incarnation under which the lease is kept
   * @param drainable who answers to an order to drain; null if nobody does
   */
  static Script.Arguments of(
      Site site, Registration registration, String incarnation, @Nullable Drainable drainable) {
    Keys keys = site.keys();
    String look = Long.toString(site.timings().look().toMillis() * 9 / 10);
    String answer = drainable == null ? "" : drainable.answer().map(DrainCodec::answer).orElse("");
    return new Script.Arguments(
        List.of(keys.leases(), keys.look(), keys.drains(), keys.drained()),
        List.of(
            utf8(incarnation),
            utf8(registration.millis()),
            utf8(look),
            utf8(registration.nodename()),
            utf8(answer)));
  }
}
