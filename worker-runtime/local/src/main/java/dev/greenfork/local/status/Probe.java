package dev.greenfork.local.status;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks workers how they do. Thread safe. */
public final class Probe implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final int OK = 200;
  private static final String SUCCESS = "outcome=\"success\"";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  /** What the worker at that port of this machine says; nothing within a second is NONE. */
  Reading read(int port) throws InterruptedException {
    try {
      boolean ready = get(port, "/readyz").statusCode() == OK;
      Exposition metrics = new Exposition(get(port, "/metrics").body());
      return new Reading(
          ready,
          (long) metrics.sum("greenfork_slots", labels -> true),
          (long) metrics.sum("greenfork_tasks_running", labels -> true),
          (long) metrics.sum("greenfork_tasks_total", labels -> labels.contains(SUCCESS)),
          (long) metrics.sum("greenfork_tasks_total", labels -> !labels.contains(SUCCESS)));
    } catch (IOException e) {
      return Reading.NONE;
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }

  private HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    return http.send(HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(), BodyHandlers.ofString());
  }
}
