package dev.greenfork.examples.crawler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.exceptions.JedisException;

/** A real Redis on a free port that keeps nothing. */
final class RedisServer implements AutoCloseable {
  private final Process process;
  private final String url;

  private RedisServer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static RedisServer start(Path directory) throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try {
      var process =
          new ProcessBuilder(
                  "redis-server",
                  "--port",
                  "" + port,
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--dir",
                  directory.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("redis.log").toFile())
              .start();
      var server = new RedisServer(process, "redis://127.0.0.1:" + port + "/0");
      await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptionsInstanceOf(JedisException.class)
          .until(server::answers);
      return server;
    } catch (IOException e) {
      throw new IllegalStateException(
          "redis-server cannot be started; install it: apt-get install redis-server", e);
    }
  }

  String url() {
    return url;
  }

  private boolean answers() {
    try (var redis = RedisClient.create(url)) {
      return "PONG".equals(redis.ping());
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
