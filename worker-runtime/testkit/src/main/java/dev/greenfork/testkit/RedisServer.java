package dev.greenfork.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real redis-server on a free port of the loopback, without persistence, ended on close. */
public final class RedisServer implements AutoCloseable {

  private static final Duration START_PATIENCE = Duration.ofSeconds(30);

  private final Path folder;
  private final int port;
  private final Process process;

  private RedisServer(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @throws IllegalStateException where there is no redis-server; it names the command that
   *     installs one
   */
  public static RedisServer start() {
    try {
      Path folder = Files.createTempDirectory("greenfork-redis");
      int port = freePort();
      List<String> command =
          List.of(
              "redis-server",
              "--port",
              String.valueOf(port),
              "--bind",
              "127.0.0.1",
              "--save",
              "",
              "--dir",
              folder.toString());
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("log").toFile())
              .start();
      RedisServer server = new RedisServer(folder, port, process);
      server.awaitAnswer();
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(
          "redis-server does not start; install it: apt-get install redis-server", e);
    }
  }

  /** The URL of its first database. */
  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** The reply to a command of words without spaces, as it comes over the wire. */
  public String ask(String command) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
      socket.setSoTimeout(5000);
      socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
      byte[] reply = new byte[64 * 1024];
      int length = socket.getInputStream().read(reply);
      return new String(reply, 0, Math.max(0, length), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
      try (Stream<Path> files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitAnswer() {
    long end = System.nanoTime() + START_PATIENCE.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (ask("PING").startsWith("+PONG")) {
          return;
        }
      } catch (UncheckedIOException e) {
        Thread.onSpinWait();
      }
    }
    close();
    throw new IllegalStateException("redis-server did not answer on port " + port + ".");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
