package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.Testbed.texts;
import static dev.greenfork.broker.redis.Testbed.worker;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Endpoint;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.broker.UrlSource;
import dev.greenfork.testkit.RedisServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ClientKillParams;

class SecurityIT {

  @TempDir Path files;

  @Test
  void talks_tls_to_a_server_whose_authority_is_given() throws Exception {
    Certificates certificates = Certificates.create(files);
    try (RedisServer server = tls(certificates);
        RedisBroker broker =
            Testbed.broker(endpoint("rediss://127.0.0.1:" + server.port() + "/0", certificates))) {
      TaskConsumer consumer = broker.consume(worker("q"));
      broker
          .publisher()
          .publish(new dev.greenfork.broker.Publication("q", 0, new byte[] {'m'}))
          .toCompletableFuture()
          .join();

      assertThat(texts(Testbed.fetch(consumer, 1))).containsExactly("m");
      assertThat(broker.probe().version()).isNotBlank();
    }
  }

  @Test
  void refuses_a_server_of_an_unknown_authority() throws Exception {
    Certificates certificates = Certificates.create(files);
    try (RedisServer server = tls(certificates);
        RedisBroker broker =
            Testbed.broker(BrokerSettings.of("rediss://127.0.0.1:" + server.port()))) {
      assertThatThrownBy(broker::probe)
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageContaining("TLS")
          .hasMessageContaining("CA file");
    }
  }

  @Test
  void uses_an_acl_user_and_a_database() throws Exception {
    try (RedisServer server = RedisServer.start();
        RedisBroker broker =
            Testbed.broker("redis://worker:p%40ss%3Aw%2Frd@127.0.0.1:" + server.port() + "/3");
        Jedis redis = server.jedis()) {
      redis.aclSetUser("worker", "on", ">p@ss:w/rd", "~*", "&*", "+@all");
      redis.aclSetUser("default", "off");
      redis.auth("worker", "p@ss:w/rd");
      redis.select(3);
      redis.lpush("q", "m");

      assertThat(texts(Testbed.fetch(broker.consume(worker("q")), 1))).containsExactly("m");
    }
  }

  @Test
  void says_what_is_wrong_without_the_password() {
    try (RedisServer server = RedisServer.start("--requirepass", "right")) {
      refused("redis://:wrong@127.0.0.1:" + server.port(), "WRONGPASS", "wrong@");
      refused("redis://127.0.0.1:" + server.port(), "NOAUTH", "right");
      refused("redis://:right@127.0.0.1:" + server.port() + "/99", "DB index", "right");
      refused("amqp://:secret@127.0.0.1", "must start with redis://", "secret");
      refused("redis://:secret@", "no host", "secret");
      refused("redis://:right@127.0.0.1:" + server.port() + "/feeds", "'feeds'", "right");
    }
    assertThatThrownBy(() -> UrlSource.of("redis://:sec ret@h"))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageNotContaining("sec");
  }

  @Test
  void refuses_a_redis_cluster_in_one_sentence() {
    try (RedisServer server = RedisServer.start("--cluster-enabled", "yes");
        RedisBroker broker = Testbed.broker(server.url())) {
      assertThatThrownBy(() -> broker.consume(worker("q")))
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageStartingWith("Redis Cluster is not supported");
      refusesToPublish(broker, "Redis Cluster is not supported");
    }
  }

  @Test
  void refuses_a_message_at_once_where_the_password_is_wrong() {
    try (RedisServer server = RedisServer.start("--requirepass", "right");
        RedisBroker broker = Testbed.broker("redis://:wrong@127.0.0.1:" + server.port())) {
      refusesToPublish(broker, "WRONGPASS");
    }
  }

  private static void refusesToPublish(RedisBroker broker, String why) {
    Publication message = new Publication("q", 0, new byte[] {'m'});
    assertThat(broker.publisher().publish(message).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(3))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(BrokerRefusedException.class)
        .withMessageContaining(why);
  }

  @Test
  void reads_the_url_anew_at_each_connect() throws Exception {
    Path url = files.resolve("url");
    try (RedisServer server = RedisServer.start("--requirepass", "old")) {
      Files.writeString(url, "redis://:old@127.0.0.1:%d/0%n".formatted(server.port()));
      Endpoint endpoint = new Endpoint(UrlSource.file(url), "", null);
      try (RedisBroker broker = Testbed.broker(BrokerSettings.of(endpoint, null));
          Jedis redis = server.jedis()) {
        TaskConsumer consumer = broker.consume(worker("q"));
        redis.auth("old");
        redis.configSet("requirepass", "new");
        Files.writeString(url, "redis://:new@127.0.0.1:%d/0%n".formatted(server.port()));
        redis.clientKill(new ClientKillParams().skipMe(ClientKillParams.SkipMe.YES));
        redis.lpush("q", "m");

        assertThat(texts(Testbed.fetch(consumer, 1))).containsExactly("m");
      }
    }
  }

  @Test
  void tells_what_it_found_when_probed() {
    try (RedisServer server =
            RedisServer.start("--appendonly", "yes", "--maxmemory-policy", "allkeys-lru");
        RedisBroker broker = Testbed.broker(server.url())) {
      var probe = broker.probe();
      assertThat(probe.persistence()).isTrue();
      assertThat(probe.mayEvict()).isTrue();
      assertThat(probe.roundTrip()).isLessThan(Duration.ofSeconds(2));
    }
    try (RedisServer server = RedisServer.start();
        RedisBroker broker = Testbed.broker(server.url())) {
      var probe = broker.probeResults();
      assertThat(probe.persistence()).isFalse();
      assertThat(probe.mayEvict()).isFalse();
    }
  }

  @Test
  void says_that_nobody_answers() {
    RedisServer server = RedisServer.start();
    server.close();
    try (RedisBroker broker = Testbed.broker(server.url())) {
      assertThatThrownBy(broker::probe)
          .isInstanceOf(BrokerUnavailableException.class)
          .hasMessageContaining("does not answer");
    }
  }

  private static void refused(String url, String problem, String secret) {
    try (RedisBroker broker = Testbed.broker(url)) {
      assertThatThrownBy(broker::probe)
          .isInstanceOf(BrokerException.class)
          .hasMessageContaining(problem)
          .hasMessageNotContaining(secret);
    }
  }

  private static RedisServer tls(Certificates certificates) {
    return RedisServer.start(
        "--port",
        "0",
        "--tls-port",
        "PORT",
        "--tls-cert-file",
        certificates.certificate().toString(),
        "--tls-key-file",
        certificates.key().toString(),
        "--tls-ca-cert-file",
        certificates.authority().toString(),
        "--tls-auth-clients",
        "no");
  }

  private static BrokerSettings endpoint(String url, Certificates certificates) {
    return BrokerSettings.of(new Endpoint(UrlSource.of(url), "", certificates.authority()), null);
  }
}
