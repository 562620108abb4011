package dev.greenfork.broker;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One server.
 *
 * @param url asked at each connect, so that a rotated secret needs no restart
 * @param keyPrefix put verbatim before every key and channel (kombu's {@code global_keyprefix});
 *     for results kombu adds an underscore unless it ends in one of {@code : _ - .}
 * @param caFile PEM file with the certificates to trust for {@code rediss://}, read at each
 *     connect; null for the JDK's
 */
public record Endpoint(UrlSource url, String keyPrefix, @Nullable Path caFile) {

  /** This URL without a prefix. */
  public static Endpoint of(String url) {
    return new Endpoint(UrlSource.of(url), "", null);
  }

  /** This URL with a prefix. */
  public static Endpoint of(String url, String keyPrefix) {
    return new Endpoint(UrlSource.of(url), keyPrefix, null);
  }
}
