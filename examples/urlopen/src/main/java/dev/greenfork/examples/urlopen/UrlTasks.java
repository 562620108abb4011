package dev.greenfork.examples.urlopen;

import dev.greenfork.task.Kind;
import dev.greenfork.task.Task;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens URLs. */
public final class UrlTasks {
  private static final Logger LOG = LoggerFactory.getLogger(UrlTasks.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int MOST_BYTES = 16 << 20;

  /**
   * The number of characters at an http or https URL, of the first 16 MiB; null if it cannot be
   * opened.
   */
  @Task(name = "urlopen.length", kind = Kind.IO)
  public @Nullable Integer length(String url) {
    try {
      LOG.info("Opening: {}", url);
      var connection = URI.create(url).toURL().openConnection();
      if (!(connection instanceof HttpURLConnection http)) {
        throw new IOException("it is no http or https URL");
      }
      http.setConnectTimeout((int) TIMEOUT.toMillis());
      http.setReadTimeout((int) TIMEOUT.toMillis());
      try (var in = http.getInputStream()) {
        return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).length();
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.warn("{} cannot be opened: {}", url, e.toString());
      return null;
    }
  }
}
