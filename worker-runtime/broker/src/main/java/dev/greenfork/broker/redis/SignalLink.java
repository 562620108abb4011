package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection that reads signals, and the one that hears of changes where the server allows it.
 */
final class SignalLink implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(SignalLink.class);

  private final RedisConnection connection;
  private final @Nullable WakeUp wakeUp;

  private SignalLink(RedisConnection connection, @Nullable WakeUp wakeUp) {
    this.connection = connection;
    this.wakeUp = wakeUp;
  }

  /**
   * Connects.
   *
   * @param changed hears which keys have changed, see {@link WakeUp#start}
   */
  static SignalLink open(Site site, Alarm alarm, Consumer<List<?>> changed) {
    RedisConnection connection = site.connector().open("greenfork:signals");
    try {
      return new SignalLink(connection, tracking(site, connection, alarm, changed));
    } catch (BrokerException e) {
      connection.close();
      throw e;
    }
  }

  RedisConnection connection() {
    return connection;
  }

  /** Whether changes are told. */
  boolean tracks() {
    return wakeUp != null;
  }

  /** Whether the listening connection has died, which it is asked now and then. */
  boolean broken(Site site) {
    if (wakeUp != null) {
      wakeUp.check(site.timings().reply());
    }
    return wakeUp != null && wakeUp.broken();
  }

  @Override
  public void close() {
    connection.close();
    if (wakeUp != null) {
      wakeUp.close();
    }
  }

  private static @Nullable WakeUp tracking(
      Site site, RedisConnection reader, Alarm alarm, Consumer<List<?>> changed) {
    RedisConnection listener = site.connector().open("greenfork:signals-wake");
    try {
      return WakeUp.start(reader, listener, alarm, changed);
    } catch (BrokerRefusedException e) {
      log.warn(
          "Redis refuses client tracking, so queues are looked at each second: {}", e.getMessage());
      return null;
    }
  }
}
