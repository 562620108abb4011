package dev.greenfork.cli.monitor;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.BrokerUnavailableException;
import dev.greenfork.broker.Brokers;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.protocol.event.EventEncoder;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Hears the events at one broker. For one thread. */
public final class EventFeed implements AutoCloseable {

  /** Messages, most of them with many events. */
  private static final int CAPACITY = 5000;

  private static final int PATIENCE_SECONDS = 10;

  /** Workers that start later are to be asked, too; Flower asks as often. */
  private static final Duration ASK_EVERY = Duration.ofSeconds(5);

  private final Broker broker;
  private final EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
  private final ControlCodec control = new ControlCodec();
  private final BlockingQueue<byte[]> heard = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong missed = new AtomicLong();

  private final boolean enable;
  private long asked;

  private EventFeed(Broker broker, boolean enable) {
    this.broker = broker;
    this.enable = enable;
  }

  /**
   * Listens, and asks all workers to say that they are there.
   *
   * @param enable whether they are also asked, again and again, to publish the events of their
   *     tasks, which they go on to do after this is closed
   * @throws dev.greenfork.broker.BrokerException if the broker cannot be used
   */
  public static EventFeed open(BrokerSettings settings, boolean enable)
      throws InterruptedException {
    Broker broker = Brokers.open(settings);
    try {
      broker.probe();
      EventFeed feed = new EventFeed(broker, enable);
      feed.listen();
      feed.ask("heartbeat");
      feed.asked = System.nanoTime() - ASK_EVERY.toNanos();
      return feed;
    } catch (InterruptedException | RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  /** The next message; empty if none came. */
  public Optional<EventDecoder.Batch> next(Duration patience) throws InterruptedException {
    if (enable && System.nanoTime() - asked >= ASK_EVERY.toNanos()) {
      asked = System.nanoTime();
      ask("enable_events");
    }
    byte[] envelope = heard.poll(Math.max(0, patience.toNanos()), TimeUnit.NANOSECONDS);
    return Optional.ofNullable(envelope).map(decoder::decode);
  }

  /** How many messages were lost because they came faster than they were read. */
  public long missed() {
    return missed.get();
  }

  /** The broker that is listened to. */
  public Broker broker() {
    return broker;
  }

  @Override
  public void close() {
    broker.close();
  }

  private void listen() throws InterruptedException {
    try {
      broker
          .fanout()
          .subscribe(EventEncoder.EXCHANGE, "#", (key, envelope) -> hear(envelope))
          .active()
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BrokerUnavailableException(
          "the broker did not let us listen to events within %d s".formatted(PATIENCE_SECONDS), e);
    }
  }

  private void hear(byte[] envelope) {
    if (!heard.offer(envelope)) {
      missed.incrementAndGet();
    }
  }

  private void ask(String method) {
    ControlRequest request =
        new ControlRequest(
            method, JsonNodeFactory.instance.objectNode(), ControlRequest.Audience.ALL, null);
    broker.fanout().publish(ControlCodec.EXCHANGE, "", control.encode(request, 0, null));
  }
}
