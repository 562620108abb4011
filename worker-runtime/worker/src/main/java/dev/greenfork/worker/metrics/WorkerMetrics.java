package dev.greenfork.worker.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.ObjIntConsumer;

/** The worker's meters. Thread safe. */
public final class WorkerMetrics {

  private static final double[] SECONDS = {
    0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300
  };

  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Counter fetched;
  private final Counter refused;
  private final Counter delayed;
  private final Counter forwarded;
  private final Counter ended;
  private final Counter lost;
  private final Counter events;
  private final Counter died;
  private final Counter deadLetters;
  private final Histogram seconds;

  public WorkerMetrics() {
    fetched = counter("greenfork_messages_fetched", "Messages fetched from the queues.");
    refused =
        counter("greenfork_messages_refused", "Messages that were not run, by reason.", "reason");
    delayed =
        counter("greenfork_messages_delayed", "Messages that were put away until they are due.");
    forwarded =
        counter(
            "greenfork_messages_forwarded",
            "Messages that were sent on to the sub-queue where they belong, by which.",
            "to");
    ended = counter("greenfork_tasks", "Runs that ended, by task and outcome.", "task", "outcome");
    lost =
        counter("greenfork_outcomes_lost", "Outcomes that the broker did not take, by why.", "why");
    died = counter("greenfork_tasks_died", "Runs whose process died while this worker looked on.");
    deadLetters =
        counter("greenfork_dead_letters", "Messages put among the dead letters.", "reason");
    events = counter("greenfork_events", "Task events, by what became of them.", "outcome");
    seconds =
        Histogram.builder()
            .name("greenfork_task_seconds")
            .help("Wall time of runs, in seconds, by task.")
            .labelNames("task")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
  }

  /** Messages came from the broker. */
  public void fetched(int count) {
    fetched.inc(count);
  }

  /** A message was not run. */
  public void refused(String reason) {
    refused.labelValues(reason).inc();
  }

  /** A message was put away at the broker until it is due. */
  public void delayed() {
    delayed.inc();
  }

  /** A message was sent on to a sub-queue. */
  public void forwarded(String to) {
    forwarded.labelValues(to).inc();
  }

  /** A run of a known task ended. */
  public void ended(String task, String outcome, Duration took) {
    ended.labelValues(task, outcome).inc();
    seconds.labelValues(task).observe(took.toNanos() / 1e9);
  }

  /** The broker did not take an outcome. */
  public void outcomeLost(String why) {
    lost.labelValues(why).inc();
  }

  /** Processes died while they ran tasks. */
  public void died(int count) {
    died.inc(count);
  }

  /** A message was put among the dead letters. */
  public void deadLetter(String reason) {
    deadLetters.labelValues(reason).inc();
  }

  /** The broker took task events. */
  public void eventsPublished(int count) {
    events.labelValues("published").inc(count);
  }

  /** Task events were given up: there was no room for them, or the broker was away. */
  public void eventsDropped(int count) {
    events.labelValues("dropped").inc(count);
  }

  /** Adds a number that is asked for when it is read. */
  public void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Adds a number that only grows and is asked for when it is read. */
  public void count(String name, String help, DoubleSupplier value) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value.getAsDouble()))
        .register(registry);
  }

  /** Adds a number per value of a label, asked for when it is read. */
  public void gauge(
      String name, String help, String label, Consumer<ObjIntConsumer<String>> values) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(label)
        .callback(callback -> values.accept((of, value) -> callback.call(value, of)))
        .register(registry);
  }

  /** All numbers in Prometheus' text format 0.0.4. */
  public byte[] text() {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream(8192)) {
      PrometheusTextFormatWriter.create().write(out, registry.scrape());
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("Writing to memory failed.", e);
    }
  }

  /** Adds a counter; what is exposed has {@code _total} behind the name. */
  public Counter counter(String name, String help, String... labels) {
    return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
  }
}
