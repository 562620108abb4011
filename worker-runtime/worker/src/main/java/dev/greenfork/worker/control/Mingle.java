package dev.greenfork.worker.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlReply;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.worker.revocation.Revocations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exchanges revocations and the logical time with the other nodes at the start, and answers those
 * that start later. It does so beside the work: what Greenfork's workers were told lies at the
 * broker already, and only stock workers have to be asked.
 */
final class Mingle implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Mingle.class);
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A wait for Redis cannot be interrupted, so it is short. */
  private static final Duration SLICE = Duration.ofMillis(100);

  private final String node;
  private final LamportClock clock;
  private final Revocations revocations;
  private final Broker broker;
  private final ControlCodec codec = new ControlCodec();
  private final Thread thread;
  private volatile boolean stopping;

  Mingle(String node, LamportClock clock, Revocations revocations, Broker broker) {
    this.node = node;
    this.clock = clock;
    this.revocations = revocations;
    this.broker = broker;
    this.thread = Thread.ofPlatform().name("greenfork-mingle").daemon().unstarted(this::ask);
  }

  void addTo(Panel panel) {
    panel.add(this::hello, "hello");
  }

  /** Asks the others, on a thread that ends after their answers. */
  void start() {
    thread.start();
  }

  @Override
  public void close() {
    stopping = true;
    try {
      thread.join(PATIENCE.plusSeconds(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Our state for a node that has started; nothing for ourselves. */
  private JsonNode hello(Arguments call) {
    String from = call.text("from_node");
    if (from.equals(node)) {
      return NullNode.getInstance();
    }
    log.info("sync with {}", from);
    revocations.revoke(ids(call.values().path("revoked")));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    revocations.ids().forEach(answer.putArray("revoked")::add);
    return answer.put("clock", clock.forward());
  }

  private void ask() {
    try (Replies.Inbox inbox = broker.replies().open(ControlCodec.REPLY_EXCHANGE)) {
      Replies.Address address = inbox.address();
      String ticket = UUID.randomUUID().toString();
      ObjectNode arguments = JsonNodeFactory.instance.objectNode().put("from_node", node);
      revocations.ids().forEach(arguments.putArray("revoked")::add);
      ControlRequest request =
          new ControlRequest(
              "hello",
              arguments,
              ControlRequest.Audience.ALL,
              new ControlRequest.Asker(address.exchange(), address.routingKey(), ticket));
      long end = System.nanoTime() + PATIENCE.toNanos();
      byte[] envelope = codec.encode(request, clock.forward(), Instant.now().plus(PATIENCE));
      var _ = broker.fanout().publish(ControlCodec.EXCHANGE, "", envelope);
      int met = 0;
      while (!stopping && System.nanoTime() < end) {
        Optional<ControlReply> reply = inbox.take(SLICE).flatMap(codec::decodeReply);
        if (reply.isPresent() && learn(reply.get())) {
          met++;
        }
      }
      log.debug("mingle: synchronised with {} nodes", met);
    } catch (BrokerException e) {
      log.warn("mingle: the other nodes could not be asked: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("mingle met a fault", e);
    }
  }

  private boolean learn(ControlReply reply) {
    if (reply.node().equals(node) || !reply.value().isObject()) {
      return false;
    }
    clock.adjust(reply.value().path("clock").asLong());
    revocations.revoke(ids(reply.value().path("revoked")));
    return true;
  }

  /** A list of ids (5.7) or a map by id (before). */
  private static List<String> ids(JsonNode revoked) {
    List<String> ids = new ArrayList<>();
    if (revoked instanceof ObjectNode map) {
      map.fieldNames().forEachRemaining(ids::add);
    } else if (revoked instanceof ArrayNode list) {
      list.forEach(
          id -> {
            if (id.isTextual()) {
              ids.add(id.textValue());
            }
          });
    }
    return ids;
  }
}
