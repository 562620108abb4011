package dev.greenfork.operator.replicas;

import dev.greenfork.operator.scaling.SignalDesk;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has decisions made: at once when a broker was heard, and every few seconds when it was not, as a
 * pool whose signals are stale has to say so. A standby has no pools, so nothing to decide.
 */
@ApplicationScoped
class Pulse {

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final Duration STEP = Duration.ofMillis(500);

  /** Brokers are read each 5 s where nothing waits. */
  private static final Duration MOST = Duration.ofSeconds(6);

  private final Autoscaler autoscaler;
  private final Clock clock;
  private final SignalDesk desk;
  private final Thread thread;

  Pulse(Autoscaler autoscaler, SignalDesk desk, Clock clock) {
    this.autoscaler = autoscaler;
    this.desk = desk;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("greenfork-autoscaler").daemon().unstarted(this::run);
  }

  void onStart(@Observes StartupEvent event) {
    desk.listen(autoscaler::decide);
    thread.start();
  }

  void onStop(@Observes ShutdownEvent event) {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(STEP);
        step();
      }
    } catch (InterruptedException e) {
      LOG.debug("told to end");
    }
  }

  private void step() {
    try {
      autoscaler.decideDue(clock.instant(), MOST);
    } catch (RuntimeException e) {
      // why: a fault of ours about one pool must not end the decisions about all
      LOG.error("Cannot decide about the size of a pool", e);
    }
  }
}
