package dev.greenfork.examples.feedhub.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves a catalogue over HTTP: {@code /feeds} lists the paths, {@code /feeds/N} is a document,
 * {@code /healthz} says that the server is up. One virtual thread per request sleeps out the
 * latency, so thousands of slow answers cost little.
 */
final class FeedServer implements AutoCloseable {
  private static final int BACKLOG = 4096;

  static {
    // Read by the JDK's server when it is loaded: without them every answer waits 40 ms for a
    // delayed
    // acknowledgement, and all but 200 idle connections are closed under their clients.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private final HttpServer http;
  private final ExecutorService requests;

  private FeedServer(HttpServer http, ExecutorService requests) {
    this.http = http;
    this.requests = requests;
  }

  /** Starts to serve; port 0 takes a free one. */
  static FeedServer start(InetSocketAddress address, Catalog catalog) {
    try {
      var http = HttpServer.create(address, BACKLOG);
      var requests =
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("feed-request-", 0).factory());
      http.setExecutor(requests);
      http.createContext("/", exchange -> answer(exchange, catalog));
      http.start();
      return new FeedServer(http, requests);
    } catch (IOException e) {
      throw new FeedServerException(
          "cannot listen on %s: %s; choose another --host or --port"
              .formatted(address, e.getMessage()),
          e);
    }
  }

  int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
    requests.shutdownNow();
  }

  private static void answer(HttpExchange exchange, Catalog catalog) throws IOException {
    try (exchange) {
      Answers.answer(exchange, catalog);
    } catch (InterruptedException e) {
      // The server is closing; the connection closes with the exchange.
      Thread.currentThread().interrupt();
    }
  }
}
