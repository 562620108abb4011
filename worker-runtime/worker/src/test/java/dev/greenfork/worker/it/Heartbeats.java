package dev.greenfork.worker.it;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.client.control.RemoteControl;
import dev.greenfork.client.control.RemoteControl.Command;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hears the heartbeats of workers, by the times that stand in them. */
final class Heartbeats implements AutoCloseable {

  private final Broker broker;
  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private final List<Event> heard = new CopyOnWriteArrayList<>();

  Heartbeats(String url) throws InterruptedException, ExecutionException, TimeoutException {
    broker = Brokers.open(BrokerSettings.of(url));
    broker
        .fanout()
        .subscribe("celeryev", "#", (key, envelope) -> hear(envelope))
        .active()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  /** Whether a worker answers within a second. */
  boolean answersPing() throws InterruptedException {
    Command ping = Command.of("ping", ControlRequest.Audience.ALL);
    return !new RemoteControl(broker, InstantSource.system())
        .ask(ping, Duration.ofSeconds(1))
        .isEmpty();
  }

  List<Event> heard() {
    return heard;
  }

  /** Between one heartbeat and the next, until now. */
  Duration longestGap() {
    double last = 0;
    double longest = 0;
    for (Event event : heard) {
      double at = event.number("timestamp").orElseThrow();
      longest = last == 0 ? 0 : Math.max(longest, at - last);
      last = at;
    }
    double open = System.currentTimeMillis() / 1e3 - last;
    return Duration.ofMillis((long) (1e3 * Math.max(longest, open)));
  }

  @Override
  public void close() {
    broker.close();
  }

  private void hear(byte[] envelope) {
    heard.addAll(decoder.decode(envelope).events());
  }
}
