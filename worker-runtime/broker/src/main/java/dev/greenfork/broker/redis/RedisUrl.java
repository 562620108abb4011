package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerRefusedException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code
 * redis[s]://[user[:password]@]host[:port][/database][?socket_timeout=seconds]}. Its text form
 * leaves the credentials out. Other options of redis-py's URLs are ignored.
 *
 * @param patience how long a connect or a reply may take; null for the usual time
 */
record RedisUrl(
    Server server, @Nullable String user, @Nullable String password, @Nullable Duration patience) {

  private static final int DEFAULT_PORT = 6379;
  private static final String TIMEOUT = "socket_timeout=";

  /** What is connected to; two URLs with equal servers reach the same keys. */
  record Server(String host, int port, int database, boolean tls) {

    @Override
    public String toString() {
      return "%s://%s:%d/%d".formatted(tls ? "rediss" : "redis", host, port, database);
    }
  }

  static RedisUrl parse(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme();
    boolean tls = scheme.equals("rediss");
    if (!tls && !scheme.equals("redis")) {
      throw new BrokerRefusedException(
          "the broker URL starts with '%s:'; it must start with redis:// or rediss://"
              .formatted(scheme));
    }
    if (uri.getHost() == null) {
      throw new BrokerRefusedException(
          "the broker URL names no host; write %s://host:port/database".formatted(scheme));
    }
    int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    Server server = new Server(uri.getHost(), port, database(uri.getPath()), tls);
    String credentials = uri.getRawUserInfo();
    if (credentials == null) {
      return new RedisUrl(server, null, null, patience(uri.getRawQuery()));
    }
    int colon = credentials.indexOf(':');
    // As redis-py reads it: without a colon the text is a user name.
    String user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
    String password = colon < 0 ? null : decode(credentials.substring(colon + 1));
    return new RedisUrl(
        server, user.isEmpty() ? null : user, password, patience(uri.getRawQuery()));
  }

  @Override
  public String toString() {
    return server.toString();
  }

  private static int database(@Nullable String path) {
    if (path == null || path.isEmpty() || path.equals("/")) {
      return 0;
    }
    try {
      return Integer.parseUnsignedInt(path.substring(1));
    } catch (NumberFormatException e) {
      throw new BrokerRefusedException(
          "the database in the broker URL is '%s', which is no number"
              .formatted(path.substring(1)));
    }
  }

  private static @Nullable Duration patience(@Nullable String query) {
    for (String option : query == null ? new String[0] : query.split("&", -1)) {
      if (option.startsWith(TIMEOUT)) {
        return seconds(option.substring(TIMEOUT.length()));
      }
    }
    return null;
  }

  private static Duration seconds(String text) {
    try {
      long millis = new BigDecimal(text).movePointRight(3).longValue();
      if (millis >= 100 && millis <= 600_000) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new BrokerRefusedException(
        "socket_timeout in the broker URL is not a number of seconds between 0.1 and 600");
  }

  private static String decode(String text) {
    // A plus sign is itself in this part of a URL, unlike in a form.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
