package dev.greenfork.operator.scaling;

import dev.greenfork.broker.BrokerOwner;
import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.Signals;
import dev.greenfork.decisions.scaling.ScalingDecision;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Signals and decisions as gauges: a series for each queue that a pool serves and for each pool
 * that is scaled, as long as they exist. Thread-safe.
 */
@ApplicationScoped
class ScalingMetrics {

  private record QueueKey(BrokerOwner broker, String queue) {}

  private record QueueGauge(MultiGauge gauge, ToDoubleFunction<QueueReading> value) {}

  private record PoolGauge(MultiGauge gauge, ToDoubleFunction<ScalingDecision> value) {}

  private final MeterRegistry registry;
  private final List<QueueGauge> queueGauges;
  private final List<PoolGauge> poolGauges;
  private final Map<QueueKey, QueueReading> queues = new HashMap<>();
  private final Map<ResourceID, ScalingDecision> pools = new HashMap<>();

  ScalingMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.queueGauges =
        List.of(
            ofQueues("ready", "Messages that wait, in sub-queues as well.", r -> r.ready()),
            ofQueues("delayed", "Messages whose time has not come.", r -> r.delayed().count()));
    this.poolGauges =
        List.of(
            ofPools("desired", "Workers that the pool is to have.", d -> d.desired()),
            ofPools("wanted", "Workers that the work asks for.", d -> d.terms().want()),
            ofPools("active", "1 while decisions are made.", d -> d.isActive() ? 1 : 0),
            ofPools("arrivals", "Messages per second.", d -> d.terms().load().arrivals()),
            ofPools(
                "service.seconds",
                "Seconds of a slot that a message takes.",
                d -> d.terms().load().serviceSeconds()),
            ofPools(
                "wait.seconds",
                "How long the oldest message has waited, as estimated.",
                d -> d.terms().load().waited().toMillis() / 1e3));
  }

  synchronized void read(BrokerOwner broker, Signals.Reading reading) {
    boolean others =
        queues
            .keySet()
            .removeIf(
                key -> key.broker().equals(broker) && !reading.queues().containsKey(key.queue()));
    for (QueueReading queue : reading.queues().values()) {
      others |= queues.put(new QueueKey(broker, queue.queue()), queue) == null;
    }
    if (others) {
      registerQueues();
    }
  }

  synchronized void decided(ResourceID pool, ScalingDecision decision) {
    if (pools.put(pool, decision) == null) {
      registerPools();
    }
  }

  synchronized void forget(BrokerOwner broker) {
    if (queues.keySet().removeIf(key -> key.broker().equals(broker))) {
      registerQueues();
    }
  }

  synchronized void prune(Predicate<ResourceID> exists) {
    if (pools.keySet().removeIf(exists.negate())) {
      registerPools();
    }
  }

  private void registerQueues() {
    for (QueueGauge each : queueGauges) {
      List<Row<?>> rows = new ArrayList<>();
      for (QueueKey key : queues.keySet()) {
        Tags tags =
            Tags.of(
                "namespace", key.broker().namespace(),
                "broker", key.broker().name(),
                "queue", key.queue());
        rows.add(Row.of(tags, () -> value(key, each.value())));
      }
      each.gauge().register(rows, true);
    }
  }

  private void registerPools() {
    for (PoolGauge each : poolGauges) {
      List<Row<?>> rows = new ArrayList<>();
      for (ResourceID pool : pools.keySet()) {
        Tags tags = Tags.of("namespace", pool.getNamespace().orElse(""), "pool", pool.getName());
        rows.add(Row.of(tags, () -> value(pool, each.value())));
      }
      each.gauge().register(rows, true);
    }
  }

  private synchronized double value(QueueKey key, ToDoubleFunction<QueueReading> value) {
    QueueReading reading = queues.get(key);
    return reading == null ? Double.NaN : value.applyAsDouble(reading);
  }

  private synchronized double value(ResourceID pool, ToDoubleFunction<ScalingDecision> value) {
    ScalingDecision decision = pools.get(pool);
    return decision == null ? Double.NaN : value.applyAsDouble(decision);
  }

  private QueueGauge ofQueues(String name, String what, ToDoubleFunction<QueueReading> value) {
    return new QueueGauge(
        MultiGauge.builder("greenfork.queue." + name).description(what).register(registry), value);
  }

  private PoolGauge ofPools(String name, String what, ToDoubleFunction<ScalingDecision> value) {
    return new PoolGauge(
        MultiGauge.builder("greenfork.autoscaling." + name).description(what).register(registry),
        value);
  }
}
