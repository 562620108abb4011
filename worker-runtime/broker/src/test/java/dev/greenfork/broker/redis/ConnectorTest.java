package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorTest {

  @ParameterizedTest
  @ValueSource(strings = {"6.0.16", "6.1.240"})
  void refuses_an_old_redis_in_one_sentence(String version) throws Exception {
    assertThatThrownBy(() -> connect("redis_version:" + version + "\r\nredis_mode:standalone"))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessage("Redis %s is too old: Greenfork needs Redis 6.2 or newer", version);
  }

  @Test
  void refuses_a_redis_that_does_not_know_hello() {
    assertThatThrownBy(() -> connect("-ERR unknown command `HELLO`, with args", "redis_version:5"))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageContaining("is too old: Greenfork needs Redis 6.2 or newer");
  }

  @Test
  void refuses_what_is_no_redis() {
    assertThatThrownBy(() -> connect("+OK", ""))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageContaining("is no Redis");
  }

  @ParameterizedTest
  @CsvSource({
    "redis_version:6.2.0",
    "redis_version:7.0.15",
    "redis_version:8.0.2",
    "redis_version:255.255.255",
    "redis_version:unstable",
    "nothing:known"
  })
  void takes_all_others(String info) throws Exception {
    assertThat(connect(info)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"redis_mode:cluster", "server_mode:cluster"})
  void refuses_a_cluster_of_redis_or_valkey(String info) {
    assertThatThrownBy(() -> connect("redis_version:7.2.4\r\n" + info))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageStartingWith("Redis Cluster is not supported");
  }

  /** Connects to a server that answers INFO so and everything else with OK. */
  private static boolean connect(String info) throws IOException {
    return connect("*2\r\n$6\r\nserver\r\n$5\r\nredis", info);
  }

  private static boolean connect(String hello, String info) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().name("old-redis").start(() -> serve(server, hello, info));
      Endpoint endpoint = Endpoint.of("redis://127.0.0.1:" + server.getLocalPort());
      try (RedisConnection connection =
          new Connector(endpoint, Duration.ofSeconds(5)).open("test")) {
        return connection != null;
      }
    }
  }

  private static void serve(ServerSocket server, String hello, String info) {
    try (Socket socket = server.accept()) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[4_096];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        String asked = new String(buffer, 0, read, StandardCharsets.UTF_8);
        String answer =
            asked.contains("INFO\r\n")
                ? "$%d\r\n%s\r\n".formatted(info.length(), info)
                : asked.contains("HELLO") ? hello + "\r\n" : "";
        int others = (int) asked.chars().filter(c -> c == '*').count() - (answer.isEmpty() ? 0 : 1);
        answer += "+OK\r\n".repeat(others);
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      // The test has ended.
    }
  }
}
