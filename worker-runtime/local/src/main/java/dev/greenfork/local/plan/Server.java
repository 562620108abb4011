package dev.greenfork.local.plan;

import org.jspecify.annotations.Nullable;

/**
 * A Redis that a Broker names.
 *
 * @param url null for the Redis that {@code greenfork local} starts itself; may hold a password
 * @param keyPrefix put before every key; empty for none
 * @param ca certificate authority in PEM form; null for the JDK's own
 */
public record Server(@Nullable String url, String keyPrefix, @Nullable String ca) {

  /** The Redis of this run. */
  static Server own(String keyPrefix) {
    return new Server(null, keyPrefix, null);
  }

  /** Whether it has to be started. */
  public boolean isOwn() {
    return url == null;
  }

  /** Leaves out the URL, which may hold a password. */
  @Override
  public String toString() {
    return isOwn() ? "a Redis of its own" : "a named Redis";
  }
}
