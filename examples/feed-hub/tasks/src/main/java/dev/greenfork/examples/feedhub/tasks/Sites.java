package dev.greenfork.examples.feedhub.tasks;

import dev.greenfork.examples.feedhub.tasks.FeedException.FeedMissing;
import dev.greenfork.examples.feedhub.tasks.FeedException.FeedTimedOut;
import dev.greenfork.examples.feedhub.tasks.FeedException.FeedUnreachable;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Web sites, read by GET within a bound of time and bytes. Safe for use by many threads. */
final class Sites implements AutoCloseable {
  private static final long LONGEST_DOCUMENT = 4L << 20;
  private static final String XML = "application/xml";

  private final Duration timeout;
  private final ExecutorService callbacks;
  private final HttpClient http;

  /** Sites that have this long to send a whole document. */
  Sites(Duration timeout) {
    this.timeout = timeout;
    // The client's own default is a platform thread per busy connection, which a thousand feeds at
    // once would make a
    // thousand threads.
    this.callbacks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-http-", 0).factory());
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .executor(callbacks)
            .build();
  }

  /**
   * The document at a URL.
   *
   * @throws FeedException if the site does not send it whole, in time and with status 200
   */
  Document get(String url) throws InterruptedException {
    var response =
        http.sendAsync(
            request(url), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_DOCUMENT));
    var answer = await(url, response);
    if (answer.statusCode() != 200) {
      throw new FeedMissing(url, answer.statusCode());
    }
    return new Document(
        new ByteArrayInputStream(answer.body()),
        answer.headers().firstValue("Content-Type").orElse(XML));
  }

  @Override
  public void close() {
    http.shutdownNow();
    callbacks.shutdownNow();
  }

  /** Waits for the whole body: a request's own time-out ends with the headers. */
  private <T> HttpResponse<T> await(String url, CompletableFuture<HttpResponse<T>> response)
      throws InterruptedException {
    try {
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new FeedUnreachable(url, Objects.requireNonNullElse(e.getCause(), e));
    } catch (TimeoutException e) {
      throw new FeedTimedOut(url, timeout);
    } finally {
      response.cancel(true);
    }
  }

  private static HttpRequest request(String url) {
    try {
      return HttpRequest.newBuilder(URI.create(url))
          .header("Accept", "application/rss+xml, application/atom+xml, */*;q=0.1")
          .build();
    } catch (IllegalArgumentException e) {
      throw new FeedUnreachable(url, e);
    }
  }
}
