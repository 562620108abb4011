package dev.greenfork.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Gives the URL of a server each time one connects to it. The URL may hold a password: it stands in
 * no message or log.
 */
@FunctionalInterface
public interface UrlSource {

  /**
   * The URL as it is now.
   *
   * @throws BrokerRefusedException if there is none or it is no URL
   */
  URI read();

  /**
   * Always this URL, {@code redis://[user[:password]@]host[:port][/database]} or {@code
   * rediss://...}.
   */
  static UrlSource of(String url) {
    URI parsed = parse(url, "the broker URL");
    return () -> parsed;
  }

  /** The first line of this file, read each time. */
  static UrlSource file(Path file) {
    return () -> {
      try {
        return parse(Files.readString(file), "the URL in " + file);
      } catch (IOException e) {
        throw new BrokerUnavailableException(
            "cannot read the broker URL from %s: %s".formatted(file, e), e);
      }
    };
  }

  private static URI parse(String text, String what) {
    try {
      return URI.create(text.strip());
    } catch (IllegalArgumentException e) {
      // The cause is left out: its message repeats the URL, password included.
      throw new BrokerRefusedException(
          what + " is not a URL; write redis://[user:password@]host[:port][/database]");
    }
  }
}
