package dev.greenfork.operator.scaling;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.Signals;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.protocol.event.EventEncoder;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is heard from one Broker. Whoever keeps the connection attaches it here, each time anew;
 * what was heard before stays known, and grows old. Thread-safe.
 */
public final class BrokerSignals implements Signals.Listener {

  private final InstantSource clock;
  private final Consumer<Set<String>> changed;
  private final Beats beats = new Beats();
  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private volatile Signals.@Nullable Reading reading;
  private volatile @Nullable String fault;
  private volatile List<String> queues = List.of();
  private volatile @Nullable Signals signals;

  /**
   * @param changed hears which queues were read, on the thread that reads
   */
  BrokerSignals(InstantSource clock, Consumer<Set<String>> changed) {
    this.clock = clock;
    this.changed = changed;
  }

  /** Watches and listens at this broker, until that is closed. */
  public void attach(Broker broker) {
    Signals fresh = broker.signals(clock, this);
    signals = fresh;
    fresh.watch(queues);
    var _ =
        broker.fanout().subscribe(EventEncoder.EXCHANGE, "worker.#", (Fanout.Listener) this::beat);
  }

  /** Watches these queues from now on. */
  public void watch(Collection<String> now) {
    queues = List.copyOf(now);
    Signals current = signals;
    if (current != null) {
      current.watch(now);
    }
  }

  /** The connection cannot be had, and why. */
  @Override
  public void failed(String why) {
    fault = why;
  }

  @Override
  public void heard(Signals.Reading now) {
    reading = now;
    fault = null;
    changed.accept(now.fresh());
  }

  /** What was read last; null if nothing was. */
  Signals.@Nullable Reading reading() {
    return reading;
  }

  /** Whether messages are known to wait in this queue itself, and not in its sub-queues. */
  public boolean isEntranceInUse(String queue) {
    Signals.Reading current = reading;
    QueueReading seen = current == null ? null : current.queues().get(queue);
    return seen != null && seen.entrance().ready() > 0;
  }

  @Nullable String fault() {
    return fault;
  }

  Beats beats() {
    return beats;
  }

  private void beat(String key, byte[] envelope) {
    for (Event event : decoder.decode(envelope).events()) {
      beats.hear(event, clock.instant());
    }
  }
}
