package dev.greenfork.examples.feedhub.driver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The feeds that a feed server has. */
final class FeedList {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private FeedList() {}

  /**
   * The URLs of the first feeds of a server.
   *
   * @throws DriverException if the server does not answer or has fewer
   */
  static List<String> read(URI server, int count) throws InterruptedException {
    var list = server.resolve("/feeds");
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var request = HttpRequest.newBuilder(list).timeout(TIMEOUT).build();
      var answer = http.send(request, BodyHandlers.ofString());
      var urls = answer.body().lines().map(path -> server.resolve(path).toString()).toList();
      if (answer.statusCode() != 200 || urls.size() < count) {
        throw new DriverException(
            "%s lists %d feeds (status %d), and %d are asked for: start the feed server with --feeds %d or drive fewer"
                .formatted(list, urls.size(), answer.statusCode(), count, count));
      }
      return urls.subList(0, count);
    } catch (IOException e) {
      throw new DriverException(
          "the feed server does not answer at %s (%s): start it, or name another with --server"
              .formatted(list, e),
          e);
    }
  }

  /**
   * That many of the URLs, evenly spread, so that the sample has its share of every kind of site.
   */
  static List<String> sample(List<String> urls, int count) {
    int size = Math.min(count, urls.size());
    return IntStream.range(0, size)
        .mapToObj(i -> urls.get((int) ((long) i * urls.size() / size)))
        .toList();
  }
}
