package dev.greenfork.worker.shutdown;

import dev.greenfork.broker.DrainAnswer;
import dev.greenfork.broker.Drainable;
import dev.greenfork.broker.TaskConsumer;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the operator orders before it takes a worker away: fetches nothing more, hands back
 * what has not started, lets the rest run for as long as it takes, and says what is left. The
 * worker stays ready all the time, and fetches again when the order ends. Thread safe.
 */
public final class OrderedDrain implements Drainable {

  private static final Logger log = LoggerFactory.getLogger(OrderedDrain.class);
  private static final Duration STEP = Duration.ofMillis(50);

  private final Drain drain;
  private final TaskConsumer consumer;
  private String order = "";
  private boolean handedBack;
  private long idleSince = -1;

  public OrderedDrain(Drain drain, TaskConsumer consumer) {
    this.drain = drain;
    this.consumer = consumer;
  }

  @Override
  public synchronized void ordered(String now) {
    if (now.equals(order)) {
      return;
    }
    boolean begins = order.isEmpty();
    order = now;
    if (now.isEmpty()) {
      log.info("Fetches again: the order to drain has ended.");
      drain.fetch().hold(false);
      handedBack = false;
      return;
    }
    if (begins) {
      log.info("Fetches nothing more: told to drain; {} tasks go on.", drain.held());
      drain.fetch().hold(true);
    }
    if (!handedBack) {
      // Not on the thread that keeps the lease: handing back waits while much is unwritten.
      Thread.ofPlatform().name("greenfork-drain-order").daemon().start(() -> handBack(now));
    }
  }

  @Override
  public synchronized Optional<DrainAnswer> answer() {
    if (order.isEmpty()) {
      return Optional.empty();
    }
    int held = drain.held() + consumer.status().unwritten();
    if (!handedBack || held > 0) {
      idleSince = -1;
      return Optional.of(new DrainAnswer(order, Math.max(1, held), Duration.ZERO));
    }
    long now = System.nanoTime();
    idleSince = idleSince < 0 ? now : idleSince;
    return Optional.of(new DrainAnswer(order, 0, Duration.ofNanos(now - idleSince)));
  }

  /** A fetch that is on its way ends first, or the order does, or the worker. */
  private void handBack(String id) {
    try {
      while (follows(id) && !drain.fetch().isQuiet()) {
        Thread.sleep(STEP);
      }
      if (follows(id)) {
        int back = drain.handBackUnstarted();
        log.info("{} tasks that had not started are handed back.", back);
        done(id);
      }
    } catch (InterruptedException e) {
      log.debug("interrupted");
    } catch (RuntimeException e) {
      log.warn("What has not started is not handed back and starts here.", e);
      done(id);
    }
  }

  private synchronized boolean follows(String id) {
    return order.equals(id) && !drain.fetch().isClosing();
  }

  private synchronized void done(String id) {
    handedBack |= order.equals(id);
  }
}
