package dev.greenfork.operator.workers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlReply;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ControlRequest.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells workers how many tasks they are to run at once and hears who refuses, which each says once
 * as long as it says the same. For one thread.
 */
final class Resizer {

  private static final Logger LOG = LoggerFactory.getLogger(Resizer.class);

  /** Who answers later is asked again at the next look. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final ControlCodec codec = new ControlCodec();

  /** What each worker said last, those alone that refused the last time. */
  private Map<String, Refusal> refusals = new HashMap<>();

  /**
   * Tells them.
   *
   * @param resizes nodes by the number that they are to have
   * @return refusals that were not heard before
   * @throws dev.greenfork.broker.BrokerException if the broker is away
   */
  List<Refusal> tell(Broker broker, Map<Integer, List<String>> resizes) {
    if (resizes.isEmpty()) {
      refusals = new HashMap<>();
      return List.of();
    }
    Map<String, Refusal> heard = ask(broker, resizes);
    List<Refusal> fresh =
        heard.values().stream()
            .filter(refusal -> !refusal.equals(refusals.get(refusal.nodename())))
            .toList();
    refusals = heard;
    return fresh;
  }

  private Map<String, Refusal> ask(Broker broker, Map<Integer, List<String>> resizes) {
    Map<String, Refusal> heard = new HashMap<>();
    try (Replies.Inbox inbox = broker.replies().open(ControlCodec.REPLY_EXCHANGE)) {
      Map<String, Integer> asked = new HashMap<>();
      List<String> silent = new ArrayList<>();
      resizes.forEach(
          (size, nodes) -> {
            String ticket = UUID.randomUUID().toString();
            asked.put(ticket, size);
            silent.addAll(nodes);
            send(broker, inbox.address(), ticket, size, nodes);
          });
      long end = System.nanoTime() + PATIENCE.toNanos();
      long left = PATIENCE.toNanos();
      while (left > 0 && !silent.isEmpty()) {
        Optional<ControlReply> reply =
            inbox.take(Duration.ofNanos(left)).flatMap(codec::decodeReply);
        if (reply.isPresent()) {
          Integer size = asked.get(reply.get().ticket());
          String why = reply.get().value().path("error").textValue();
          if (size != null && silent.remove(reply.get().node()) && why != null) {
            heard.put(reply.get().node(), new Refusal(reply.get().node(), size, why));
          }
        }
        left = end - System.nanoTime();
      }
      // Whoever does not answer has not changed its mind.
      silent.forEach(node -> keep(heard, refusals.get(node)));
    }
    return heard;
  }

  private void send(
      Broker broker, Replies.Address to, String ticket, int size, List<String> nodes) {
    LOG.info("tells {} to run {} tasks at once", nodes, size);
    ControlRequest request =
        new ControlRequest(
            "pool_size",
            JsonNodeFactory.instance.objectNode().put("n", size),
            Audience.of(nodes),
            new ControlRequest.Asker(to.exchange(), to.routingKey(), ticket));
    var _ = broker.fanout().publish(ControlCodec.EXCHANGE, "", codec.encode(request, 1, null));
  }

  private static void keep(Map<String, Refusal> heard, @Nullable Refusal before) {
    if (before != null) {
      heard.put(before.nodename(), before);
    }
  }
}
