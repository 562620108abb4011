package dev.greenfork.operator.routing;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.placement.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What was last seen at each Broker, for the reconcilers. Thread-safe. */
@ApplicationScoped
public class RoutingDesk {

  private final Map<BrokerOwner, RoutingSight> sights = new ConcurrentHashMap<>();
  private final Map<BrokerOwner, Map<String, TaskState>> evidence = new ConcurrentHashMap<>();
  private final List<Consumer<BrokerOwner>> listeners = new CopyOnWriteArrayList<>();

  /** Tells this one when something else is seen at a Broker. It must not block for long. */
  public void listen(Consumer<BrokerOwner> listener) {
    listeners.add(listener);
  }

  /** What was last seen at a Broker; empty before anything was. */
  public Optional<RoutingSight> of(BrokerOwner broker) {
    return Optional.ofNullable(sights.get(broker));
  }

  /** What was last known of its tasks; at most a minute old. */
  public Map<String, TaskState> evidence(BrokerOwner broker) {
    return evidence.getOrDefault(broker, Map.of());
  }

  /** Something was seen. */
  public void saw(BrokerOwner broker, RoutingSight sight) {
    if (!sight.equals(sights.put(broker, sight))) {
      listeners.forEach(listener -> listener.accept(broker));
    }
  }

  /** Something is known of tasks. */
  public void knows(BrokerOwner broker, Map<String, TaskState> tasks) {
    evidence.put(broker, Map.copyOf(tasks));
  }

  /** Forgets a Broker that is gone, or is not ours to read. */
  public void forget(BrokerOwner broker) {
    sights.remove(broker);
    evidence.remove(broker);
  }
}
