package dev.greenfork.worker.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.greenfork.worker.WorkerException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves health and metrics until closed. */
public final class HttpEndpoint implements AutoCloseable {

  private static final int THREADS = 2;

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpEndpoint(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens on all addresses.
   *
   * @param port 0 for any free one
   * @param ready whether the worker has started and was connected then; never taken back
   * @param metrics the text of {@code /metrics}
   * @throws WorkerException if the port is taken
   */
  public static HttpEndpoint start(int port, BooleanSupplier ready, Supplier<byte[]> metrics) {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(port), 0);
    } catch (IOException e) {
      throw new WorkerException(
          "HTTP port %d cannot be opened (%s). Choose another one with --http-port, or 0 for any."
              .formatted(port, e.getMessage()),
          e);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("greenfork-http-", 1).daemon().factory());
    server.setExecutor(threads);
    server.createContext("/healthz", exchange -> text(exchange, 200, "ok\n"));
    server.createContext(
        "/readyz",
        exchange -> {
          boolean is = ready.getAsBoolean();
          text(exchange, is ? 200 : 503, is ? "ready\n" : "starting\n");
        });
    server.createContext(
        "/metrics", exchange -> send(exchange, 200, "text/plain; version=0.0.4", metrics.get()));
    server.createContext("/", exchange -> text(exchange, 404, "try /healthz /readyz /metrics\n"));
    server.start();
    return new HttpEndpoint(server, threads);
  }

  /** The port that is listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void text(HttpExchange exchange, int status, String body) throws IOException {
    send(exchange, status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
