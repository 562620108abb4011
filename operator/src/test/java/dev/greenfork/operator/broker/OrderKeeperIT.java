package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.StandingOrders.TimeOrder;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.testkit.RedisServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the operator remembers for workers that do not run yet, against a real Redis. */
final class OrderKeeperIT {

  private final RedisServer server = RedisServer.start();
  private final Broker broker = Brokers.open(BrokerSettings.of(server.url()));
  private final ControlCodec codec = new ControlCodec();

  @AfterEach
  void stop() {
    broker.close();
    server.close();
  }

  @Test
  void keeps_what_all_workers_are_told_and_nothing_else() throws Exception {
    OrderKeeper.listen(broker).active().toCompletableFuture().get(5, TimeUnit.SECONDS);

    broker
        .fanout()
        .publish(ControlCodec.EXCHANGE, "", "no request".getBytes(StandardCharsets.UTF_8));
    tell("revoke", "{\"task_id\": {}}", Audience.ALL);
    tell("rate_limit", "{\"rate_limit\": \"1/s\"}", Audience.ALL);
    tell("nonsense", "{}", Audience.ALL);
    tell("revoke", "{\"task_id\": \"for one\"}", Audience.of(List.of("w1@host")));
    tell("revoke", "{\"task_id\": [\"id-1\", \"id-2\"], \"terminate\": true}", Audience.ALL);
    tell("revoke_by_stamped_headers", "{\"headers\": {\"customer\": [\"a\", 7]}}", Audience.ALL);
    tell("rate_limit", "{\"task_name\": \"t\", \"rate_limit\": \"10/m\"}", Audience.ALL);
    tell("time_limit", "{\"task_name\": \"t\", \"soft\": 1.5, \"hard\": null}", Audience.ALL);

    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(broker.orders().read().times()).containsKey("t"));
    var orders = broker.orders().read();
    assertThat(orders.revoked()).containsExactlyInAnyOrder("id-1", "id-2");
    assertThat(orders.stamps()).isEqualTo(Map.of("customer", Set.of("\"a\"", "7")));
    assertThat(orders.rates()).isEqualTo(Map.of("t", "10/m"));
    assertThat(orders.times()).isEqualTo(Map.of("t", new TimeOrder(1.5, null)));
  }

  private void tell(String method, String arguments, Audience audience)
      throws JsonProcessingException {
    ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(arguments);
    ControlRequest request = new ControlRequest(method, tree, audience, null);
    broker.fanout().publish(ControlCodec.EXCHANGE, "", codec.encode(request, 1, null));
  }
}
