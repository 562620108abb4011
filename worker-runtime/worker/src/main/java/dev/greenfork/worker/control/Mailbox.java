package dev.greenfork.worker.control;

import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Replies;
import dev.greenfork.protocol.LamportClock;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlReply;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ReceivedControl;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears requests and works them off in order on a platform thread, which no request ends. What
 * comes while too much waits is dropped and logged.
 */
final class Mailbox implements Fanout.Listener, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Mailbox.class);
  private static final int MOST_WAITING = 1_000;

  private final String node;
  private final Panel panel;
  private final Replies replies;
  private final LamportClock clock;
  private final Runnable catchUp;
  private final ControlCodec codec = new ControlCodec();
  private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean stopping;

  /**
   * @param catchUp called after a break in which requests may have been missed
   */
  Mailbox(String node, Panel panel, Replies replies, LamportClock clock, Runnable catchUp) {
    this.node = node;
    this.panel = panel;
    this.replies = replies;
    this.clock = clock;
    this.catchUp = catchUp;
    this.thread = Thread.ofPlatform().name("greenfork-control").daemon().unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  @Override
  public void heard(String routingKey, byte[] envelope) {
    later(() -> handle(envelope));
  }

  @Override
  public void resumed() {
    later(catchUp);
  }

  /** Has something done between two requests. */
  void later(Runnable job) {
    if (!waiting.offer(job)) {
      log.warn("A control request is dropped: {} are waiting already.", MOST_WAITING);
    }
  }

  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (!stopping) {
      try {
        waiting.take().run();
      } catch (InterruptedException e) {
        log.debug("The control thread was interrupted.");
      } catch (RuntimeException e) {
        // why: whatever one request does, the next one must be heard
        log.error("A control request met a fault.", e);
      }
    }
  }

  private void handle(byte[] envelope) {
    clock.forward();
    switch (codec.decode(envelope)) {
      case ReceivedControl.Request(ControlRequest request, long sent) -> {
        clock.adjust(sent);
        if (includesMe(request)) {
          log.debug("Control command {} {}", request.method(), request.arguments());
          answer(request.asker(), request);
        }
      }
      case ReceivedControl.Malformed(ControlRequest.Asker asker, String reason) -> {
        log.error("A control request cannot be understood: {}", reason);
        if (asker != null) {
          send(asker, new ControlReply(node, Command.error(reason), asker.ticket(), tick()));
        }
      }
    }
  }

  private boolean includesMe(ControlRequest request) {
    try {
      return request.audience().includes(node);
    } catch (IllegalArgumentException e) {
      log.error("Control command {} is not for anybody: {}", request.method(), e.getMessage());
      return false;
    }
  }

  private void answer(ControlRequest.@Nullable Asker asker, ControlRequest request) {
    var value = panel.run(request);
    if (asker != null) {
      send(asker, new ControlReply(node, value, asker.ticket(), tick()));
    }
  }

  private void send(ControlRequest.Asker asker, ControlReply reply) {
    Replies.Address address = new Replies.Address(asker.exchange(), asker.routingKey());
    var _ =
        replies
            .send(address, codec.encode(reply, asker))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    log.warn("A control reply was not sent: {}", failure.getMessage());
                  }
                });
  }

  private long tick() {
    return clock.forward();
  }
}
