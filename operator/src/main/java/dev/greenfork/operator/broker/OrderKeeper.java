package dev.greenfork.operator.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.StandingOrders.TimeOrder;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ReceivedControl;
import dev.greenfork.protocol.control.Revoked;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what remote control orders all workers and keeps it for those that start later, as workers
 * do themselves: a pool at zero has nobody else to hear it. Answers nobody. Ends with its broker.
 * Thread-safe.
 */
final class OrderKeeper implements Fanout.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(OrderKeeper.class);

  private final StandingOrders orders;
  private final ControlCodec codec = new ControlCodec();

  OrderKeeper(StandingOrders orders) {
    this.orders = orders;
  }

  /** Listens at this broker until it is closed. */
  static Fanout.Subscription listen(Broker broker) {
    return broker.fanout().subscribe(ControlCodec.EXCHANGE, "", new OrderKeeper(broker.orders()));
  }

  @Override
  public void heard(String routingKey, byte[] envelope) {
    if (codec.decode(envelope) instanceof ReceivedControl.Request(ControlRequest request, long _)
        && request.audience().isEverybody()) {
      try {
        keep(request.method(), request.arguments());
      } catch (IllegalArgumentException e) {
        LOG.info("the order {} is not kept: {}", request.method(), e.getMessage());
      }
    }
  }

  private void keep(String method, ObjectNode arguments) {
    switch (method) {
      case "revoke", "terminate" -> told(orders.revoke(Revoked.ids(arguments)));
      case "revoke_by_stamped_headers" -> told(orders.revokeStamped(Revoked.stamps(arguments)));
      case "rate_limit" ->
          told(orders.limitRate(task(arguments), arguments.path("rate_limit").asText("0")));
      case "time_limit" ->
          told(
              orders.limitTime(
                  task(arguments),
                  new TimeOrder(seconds(arguments, "soft"), seconds(arguments, "hard"))));
      default -> LOG.trace("{} is for workers alone", method);
    }
  }

  private static String task(ObjectNode arguments) {
    JsonNode task = arguments.path("task_name");
    if (!task.isTextual()) {
      throw new IllegalArgumentException("task_name must be the name of a task");
    }
    return task.textValue();
  }

  private static @Nullable Double seconds(ObjectNode arguments, String name) {
    JsonNode value = arguments.path(name);
    return value.isNumber() && value.doubleValue() > 0 ? value.doubleValue() : null;
  }

  private static void told(CompletionStage<Void> written) {
    var _ =
        written.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("an order was not kept at the broker: {}", failure.getMessage());
              }
            });
  }
}
