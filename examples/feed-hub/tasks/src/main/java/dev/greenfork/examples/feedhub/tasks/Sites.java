package dev.greenfork.examples.feedhub.tasks;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Web sites, read by GET within bounds of time and bytes. Blocking on purpose: on a virtual thread
 * that costs no more than a callback, and half the CPU time of the JDK's newer client
 * (docs/decisions/050). Safe for use by many threads.
 */
final class Sites {
  private static final int LONGEST_DOCUMENT = 4 << 20;
  private static final int CHUNK = 16 << 10;
  private static final String XML = "application/xml";

  private final Duration silence;
  private final Duration whole;

  /**
   * Sites that are given up.
   *
   * @param silence after they have sent nothing for this long
   * @param whole or when the document is not complete after this long
   */
  Sites(Duration silence, Duration whole) {
    this.silence = silence;
    this.whole = whole;
  }

  /**
   * The document at a URL.
   *
   * @throws FeedException if the site does not send it whole, in time and with status 200
   */
  Document get(String url) throws InterruptedException {
    long deadline = System.nanoTime() + whole.toNanos();
    var connection = open(url);
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new FeedMissing(url, status);
      }
      try (var in = connection.getInputStream()) {
        var type = Objects.requireNonNullElse(connection.getContentType(), XML);
        return new Document(new ByteArrayInputStream(body(url, in, deadline)), type);
      }
    } catch (SocketTimeoutException e) {
      throw new FeedTimedOut(url, silence);
    } catch (IOException e) {
      connection.disconnect();
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while " + url + " was read");
      }
      throw new FeedUnreachable(url, e);
    }
  }

  private HttpURLConnection open(String url) {
    try {
      var uri = new URI(url);
      if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
        throw new IOException("it is no http or https URL");
      }
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout((int) silence.toMillis());
      connection.setReadTimeout((int) silence.toMillis());
      connection.setRequestProperty(
          "Accept", "application/rss+xml, application/atom+xml, */*;q=0.1");
      return connection;
    } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
      throw new FeedUnreachable(url, e);
    }
  }

  private byte[] body(String url, InputStream in, long deadline) throws IOException {
    var body = new ByteArrayOutputStream(CHUNK);
    var chunk = new byte[CHUNK];
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      body.write(chunk, 0, read);
      if (body.size() > LONGEST_DOCUMENT) {
        throw new IOException("it is longer than " + LONGEST_DOCUMENT + " bytes");
      }
      if (System.nanoTime() > deadline) {
        throw new FeedTimedOut(url, whole);
      }
    }
    return body.toByteArray();
  }
}
