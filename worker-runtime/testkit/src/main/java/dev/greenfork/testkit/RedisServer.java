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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;

/**
 * A redis-server of the test's own on a free port, with its files in a directory that is deleted.
 * {@code -Dgreenfork.redis-server=PATH} names another binary than the one on the path.
 */
public final class RedisServer implements AutoCloseable {

  /** Another one, of another version, can be named by a system property. */
  private static final String BINARY = System.getProperty("greenfork.redis-server", "redis-server");

  private final List<String> options;
  private final int port;
  private final Path directory;
  private Process process;

  private RedisServer(List<String> options) throws IOException {
    this.options = options;
    this.port = freePort();
    this.directory = Files.createTempDirectory("greenfork-redis");
    this.process = launch();
  }

  /**
   * Starts one without persistence, with these options on its command line, where PORT stands for
   * its port, and waits until it answers.
   *
   * @throws UncheckedIOException where there is no redis-server; it names the command that installs
   *     one
   */
  public static RedisServer start(String... options) {
    try {
      RedisServer server = new RedisServer(List.of(options));
      server.awaitReady();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "redis-server does not start; install it: apt-get install redis-server", e);
    }
  }

  /** The URL of its first database. */
  public String url() {
    return "redis://127.0.0.1:" + port + "/0";
  }

  /** Where it listens on the loopback. */
  public int port() {
    return port;
  }

  /** Where its files are, its log among them; deleted on close. */
  public Path directory() {
    return directory;
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

  /** A connection for the test's own look at the server. */
  public Jedis jedis() {
    return new Jedis(
        new HostAndPort("127.0.0.1", port),
        DefaultJedisClientConfig.builder().socketTimeoutMillis(30_000).build());
  }

  /** Kills the server without giving it time. */
  public void kill() {
    try {
      process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts it again on the same port with the same files. */
  public void restart() {
    try {
      process = launch();
      awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(RedisServer::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch() throws IOException {
    List<String> command = new ArrayList<>(List.of(BINARY));
    if (!options.contains("--tls-port")) {
      command.addAll(List.of("--port", Integer.toString(port)));
    }
    command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--dir", directory.toString()));
    for (String option : options) {
      command.add(option.replace("PORT", Integer.toString(port)));
    }
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("redis.log").toFile())
        .start();
  }

  private void awaitReady() {
    boolean plain =
        options.stream().noneMatch(option -> option.matches("--(tls-port|user|requirepass)"));
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(10))
        .until(() -> plain ? answers() : log().contains("Ready to accept connections"));
  }

  private boolean answers() {
    try (Jedis jedis = jedis()) {
      return jedis.ping().equals("PONG");
    } catch (JedisException e) {
      return false;
    }
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("redis.log"));
  }

  /** A cluster's node also takes the port 10,000 above its own, so there must be one. */
  private static int freePort() throws IOException {
    while (true) {
      try (ServerSocket socket = new ServerSocket(0)) {
        if (socket.getLocalPort() <= 55_535) {
          return socket.getLocalPort();
        }
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
