package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import redis.clients.jedis.Jedis;

/** A server and a broker for each test, and a look for threads and connections that were left. */
abstract class RedisTest {

  RedisServer server;
  RedisBroker broker;
  Jedis redis;

  /** The server's options; by default every write is on disk before it is confirmed. */
  String[] options() {
    return new String[] {"--appendonly", "yes", "--appendfsync", "always"};
  }

  @BeforeEach
  final void start() {
    server = RedisServer.start(options());
    broker = Testbed.broker(server.url());
    redis = server.jedis();
  }

  @AfterEach
  final void stop() {
    broker.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(redis.clientList().lines()).hasSize(1));
    redis.close();
    server.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(
            () ->
                assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("greenfork")));
  }
}
