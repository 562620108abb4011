package dev.greenfork.examples.feedhub.driver;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that a test started; its output is in a file. */
record Started(String name, Process process, int port, Path log) {
  private static final Duration START = Duration.ofSeconds(90);

  static Started start(String name, Path folder, int port, List<String> command) {
    var log = folder.resolve(name + ".log");
    try {
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return new Started(name, process, port, log);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot start %s (%s); redis-server: apt-get install redis-server, bin/greenfork: ./mvnw package"
              .formatted(command.getFirst(), e.getMessage()),
          e);
    }
  }

  /** Waits until its port takes connections. */
  Started listening() {
    return ready(
        () -> {
          try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
          }
        });
  }

  /** Waits until a page of its port is answered with 200. */
  Started answering(String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(2))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      return ready(() -> http.send(request, BodyHandlers.discarding()).statusCode() == 200);
    }
  }

  /** TERM; the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }

  String output() throws IOException {
    return Files.readString(log);
  }

  static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Started ready(java.util.concurrent.Callable<Boolean> condition) {
    await(name)
        .atMost(START)
        .ignoreExceptions()
        .failFast(name + " ended, see " + log, () -> !process.isAlive())
        .until(condition);
    return this;
  }
}
