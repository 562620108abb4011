package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerRefusedException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The parts of {@code redis[s]://[user[:password]@]host[:port][/database]}. Its text form leaves
 * the credentials out.
 */
record RedisUrl(Server server, @Nullable String user, @Nullable String password) {

  private static final int DEFAULT_PORT = 6379;

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
      return new RedisUrl(server, null, null);
    }
    int colon = credentials.indexOf(':');
    // As redis-py reads it: without a colon the text is a user name.
    String user = decode(colon < 0 ? credentials : credentials.substring(0, colon));
    String password = colon < 0 ? null : decode(credentials.substring(colon + 1));
    return new RedisUrl(server, user.isEmpty() ? null : user, password);
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

  private static String decode(String text) {
    // A plus sign is itself in this part of a URL, unlike in a form.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
