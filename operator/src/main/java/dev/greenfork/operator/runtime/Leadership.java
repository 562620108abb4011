package dev.greenfork.operator.runtime;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this replica is the one that works. Ends the process at once when it loses the lease
 * against its will, so that two never work at a time; JOSDK's own exit for that deadlocks in an
 * orderly shutdown, which gives the lease up as well. Thread-safe.
 */
@Singleton
class Leadership {

  private static final Logger LOG = LoggerFactory.getLogger(Leadership.class);

  /** Before the listener that stops the operator. */
  private static final int FIRST = 1;

  private final AtomicBoolean leading = new AtomicBoolean();
  private final AtomicBoolean stopping = new AtomicBoolean();

  Leadership(MeterRegistry registry) {
    registry.gauge("greenfork.operator.leader", leading, value -> value.get() ? 1 : 0);
  }

  LeaderCallbacks callbacks() {
    return new LeaderCallbacks(this::won, this::lost, leader -> LOG.info("{} leads", leader));
  }

  private void won() {
    leading.set(true);
    LOG.info("this replica leads now");
  }

  private void lost() {
    leading.set(false);
    if (stopping.get()) {
      LOG.info("gave up the lease");
      return;
    }
    LOG.error("lost the lease, as the API server was out of reach or slow: this process ends");
    Runtime.getRuntime().halt(1);
  }

  void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
    stopping.set(true);
  }
}
