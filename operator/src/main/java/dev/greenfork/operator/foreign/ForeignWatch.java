package dev.greenfork.operator.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.client.control.RemoteControl.Command;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import dev.greenfork.protocol.event.EventEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows which workers at a broker are not Greenfork's, and asks these by remote control what they
 * take and what they know: when one comes, and every minute, on a thread of its own. Costs nothing
 * where there are none. For one thread.
 */
public final class ForeignWatch {

  private static final Logger LOG = LoggerFactory.getLogger(ForeignWatch.class);
  private static final Duration ANEW = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final RemoteControl control;
  private final InstantSource clock;
  private final ForeignBeats beats;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile Map<String, ForeignWorker> known = Map.of();
  private Set<String> asked = Set.of();
  private Instant askedAt = Instant.MIN;

  /** Listens until the broker is closed. */
  public ForeignWatch(Broker broker, InstantSource clock) {
    this.control = new RemoteControl(broker, clock);
    this.clock = clock;
    this.beats = new ForeignBeats(clock);
    var _ = broker.fanout().subscribe(EventEncoder.EXCHANGE, "worker.#", beats);
  }

  /** Those that live and have answered, by name. To be called about once a second. */
  public List<ForeignWorker> look() {
    Set<String> nodes = beats.nodes();
    Instant now = clock.instant();
    boolean due = !nodes.equals(asked) || askedAt.plus(ANEW).isBefore(now);
    if (!nodes.isEmpty() && due && asking.compareAndSet(false, true)) {
      asked = nodes;
      askedAt = now;
      Thread.ofVirtual().name("foreign").start(() -> ask(nodes));
    }
    Map<String, ForeignWorker> answered = new TreeMap<>(known);
    answered.keySet().retainAll(nodes);
    return List.copyOf(answered.values());
  }

  private void ask(Set<String> nodes) {
    try {
      Audience them = Audience.of(List.copyOf(nodes));
      Map<String, JsonNode> queues = control.ask(Command.of("active_queues", them), PATIENCE);
      Map<String, JsonNode> tasks = control.ask(Command.of("registered", them), PATIENCE);
      Map<String, ForeignWorker> answered = new TreeMap<>(known);
      queues.forEach(
          (node, reply) -> {
            JsonNode names = tasks.get(node);
            if (names != null) {
              answered.put(node, new ForeignWorker(node, queues(reply), tasks(names)));
            }
          });
      answered.keySet().retainAll(nodes);
      known = Map.copyOf(answered);
    } catch (BrokerException e) {
      LOG.info("workers that are not Greenfork's could not be asked: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.set(false);
    }
  }

  private static Set<String> queues(JsonNode reply) {
    Set<String> names = new HashSet<>();
    reply.forEach(queue -> names.add(queue.path("name").asText()));
    return names;
  }

  /** Celery writes attributes behind a name, in brackets. */
  private static Set<String> tasks(JsonNode reply) {
    Set<String> names = new HashSet<>();
    reply.forEach(task -> names.add(task.asText().replaceFirst(" \\[.*", "")));
    return names;
  }
}
