package dev.greenfork.operator.scaling;

import dev.greenfork.broker.BrokerOwner;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The signals of all Brokers. Thread-safe. */
@ApplicationScoped
public class SignalDesk {

  private static final Logger LOG = LoggerFactory.getLogger(SignalDesk.class);

  private final Clock clock;
  private final ScalingMetrics metrics;
  private final Map<BrokerOwner, BrokerSignals> byBroker = new ConcurrentHashMap<>();
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  SignalDesk(Clock clock, ScalingMetrics metrics) {
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * Hears that queues were read: at once when the first message came, else each second while there
   * is work and each 5 s while there is none. On the thread that reads: must not block for long.
   */
  public interface Listener {

    /** These queues of this Broker were read. */
    void fresh(BrokerOwner broker, Set<String> queues);
  }

  /** Tells this one from now on. */
  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /** Of this Broker; nothing is known before its connection is attached. */
  public BrokerSignals of(BrokerOwner broker) {
    return byBroker.computeIfAbsent(
        broker, any -> new BrokerSignals(clock, queues -> fresh(broker, queues)));
  }

  /** Forgets a Broker that is gone, or is not ours to read. */
  public void forget(BrokerOwner broker) {
    byBroker.remove(broker);
    metrics.forget(broker);
  }

  private void fresh(BrokerOwner broker, Set<String> queues) {
    BrokerSignals signals = byBroker.get(broker);
    if (signals != null && signals.reading() != null) {
      metrics.read(broker, signals.reading());
    }
    for (Listener listener : listeners) {
      try {
        listener.fresh(broker, queues);
      } catch (RuntimeException e) {
        LOG.error("Who scales the pools of {} failed on what was read", broker, e);
      }
    }
  }
}
