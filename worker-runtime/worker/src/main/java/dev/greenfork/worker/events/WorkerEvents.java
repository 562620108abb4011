package dev.greenfork.worker.events;

import dev.greenfork.broker.Fanout;
import dev.greenfork.protocol.event.EventEncoder;
import dev.greenfork.worker.metrics.WorkerMetrics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one worker: what remote control can ask of them. Thread safe. */
public final class WorkerEvents implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WorkerEvents.class);

  private final TaskEvents events;
  private final EventLoop loop;

  private WorkerEvents(TaskEvents events, EventLoop loop) {
    this.events = events;
    this.loop = loop;
  }

  /**
   * Where they go.
   *
   * @param node the worker's name
   * @param pool the type of its pool
   * @param heartbeat how often it tells that it lives; null for never
   */
  public record Destination(
      Fanout fanout, String node, String pool, @Nullable Duration heartbeat) {}

  /** Publishes nothing before {@link #start}. */
  public static WorkerEvents to(
      Destination destination, TaskEvents events, Vitals vitals, WorkerMetrics metrics) {
    EventEncoder encoder = new EventEncoder(destination.node(), ProcessHandle.current().pid());
    EventOutlet outlet = new EventOutlet(destination.fanout(), encoder, events::stamp, metrics);
    Heart heart = new Heart(vitals, outlet, destination.pool());
    return new WorkerEvents(
        events, new EventLoop(events.buffer(), outlet, heart, destination.heartbeat()));
  }

  /** Says that the worker is there. */
  public void start() {
    loop.start();
  }

  /** Publishes task events; false if it did before. */
  public boolean enable() {
    if (events.isEnabled()) {
      return false;
    }
    events.enable(true);
    log.info("Task events are enabled.");
    return true;
  }

  /** Publishes no task events any more; false if it did not before. */
  public boolean disable() {
    if (!events.isEnabled()) {
      return false;
    }
    events.enable(false);
    log.info("Task events are disabled.");
    return true;
  }

  /** Sends a heartbeat at once. */
  public void heartbeat() {
    loop.heartbeat();
  }

  /** Publishes what is there, says that the worker is gone, and ends. */
  @Override
  public void close() {
    loop.close();
  }
}
