package dev.greenfork.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.local.LocalException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnRedisIT {

  private final Workspace workspace = Workspace.create();
  private final Guard guard = Guard.start(workspace);

  @AfterEach
  void nothing_is_left() {
    guard.close();
    workspace.close();
    assertThat(workspace.root()).doesNotExist();
  }

  @Test
  void the_one_on_the_path_answers_those_who_have_its_url_alone() throws InterruptedException {
    try (OwnRedis redis = OwnRedis.start(workspace, guard, 0, 20)) {
      assertAnswers(redis.url(19));
      String without = redis.url(0).replaceFirst("//.*@", "//");
      try (Broker broker = Brokers.open(BrokerSettings.of(without))) {
        assertThatThrownBy(broker::probe).isInstanceOf(BrokerException.class);
      }
    }
  }

  @Test
  void the_carried_one_does_the_same() throws InterruptedException {
    Path binary = RedisBinary.unpack(workspace.root());
    assertThat(binary).isExecutable();

    try (OwnRedis redis = OwnRedis.start(binary, workspace.root(), guard, Ports.free(), 1)) {
      assertAnswers(redis.url(0));
    }
  }

  @Test
  void says_that_its_port_is_taken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> OwnRedis.start(workspace, guard, port, 1))
          .isInstanceOf(LocalException.class)
          .hasMessageContaining("did not start on port " + port)
          .hasMessageContaining("Address already in use");
    }
  }

  private static void assertAnswers(String url) {
    try (Broker broker = Brokers.open(BrokerSettings.of(url))) {
      assertThat(broker.probe().mayEvict()).isFalse();
      assertThat(broker.probe().persistence()).isFalse();
    }
  }
}
