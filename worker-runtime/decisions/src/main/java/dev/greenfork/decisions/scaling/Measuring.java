package dev.greenfork.decisions.scaling;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import dev.greenfork.decisions.scaling.ScalingState.Sample;
import dev.greenfork.decisions.scaling.ScalingTerms.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From what was seen, and remembered, to the load of one pool. Pure. */
final class Measuring {

  /** From so many taken messages on, how long they occupied slots is believed. */
  private static final int ENOUGH = 5;

  /** So many times more than chance and late heartbeats make of it. */
  private static final double CLEARLY = 1.5;

  /** A delayed message is waited for from one pod start and this before it is due. */
  private static final Duration AHEAD = Duration.ofSeconds(1);

  private final ScalingInputs inputs;
  private final AtBroker broker;
  private final long own;
  private final Instant now;

  Measuring(ScalingInputs inputs, AtBroker broker, ScalingSpec spec, Instant now) {
    this.inputs = inputs;
    this.broker = broker;
    this.own = (long) spec.max() * inputs.capacity().slots();
    this.now = now;
  }

  /**
   * What was measured.
   *
   * @param chance standard deviation of the arrivals
   * @param stock slots of others that take part of the work
   */
  record Measured(Load load, double chance, double stock) {}

  /** This pool's share of what was seen now. */
  Sample sample() {
    double ready = 0;
    double departed = 0;
    for (QueueSignal queue : broker.queues()) {
      double share = Shares.of(own, queue.rivals());
      ready += share * queue.backlog().ready();
      departed += share * queue.backlog().departed();
    }
    return new Sample(now, ready, departed, broker.work().inFlight());
  }

  Measured measure(List<Sample> samples, ScalingSpec spec) {
    Arrivals arrivals = new Arrivals(samples, spec.rates());
    double rate = arrivals.rate();
    Sample last = samples.getLast();
    double stock =
        broker.queues().stream()
            .mapToDouble(q -> q.rivals().stockSlots() * Shares.of(own, q.rivals()))
            .max()
            .orElse(0);
    Load load =
        new Load(
            rate,
            service(arrivals, last),
            last.ready(),
            soon(),
            broker.work().inFlight(),
            wait(arrivals));
    return new Measured(load, arrivals.chance(rate), stock);
  }

  /** When the first message that is due later needs a pod to be started; null if none does. */
  @Nullable Instant wakeAt() {
    Instant first = null;
    for (QueueSignal queue : broker.queues()) {
      Duration next = queue.delayed().nextIn();
      if (next != null) {
        Instant at = queue.at().plus(next).minus(inputs.pods().start()).minus(AHEAD);
        first = first == null || at.isBefore(first) ? at : first;
      }
    }
    return first != null && first.isAfter(now) ? first : null;
  }

  private double soon() {
    double soon = 0;
    for (QueueSignal queue : broker.queues()) {
      Duration next = queue.delayed().nextIn();
      if (next != null) {
        Instant at = queue.at().plus(next).minus(inputs.pods().start()).minus(AHEAD);
        double share = Shares.of(own, queue.rivals());
        soon += at.isAfter(now) ? 0 : share * Math.max(1, queue.delayed().soon());
      }
    }
    return soon;
  }

  /** The curves know better than the age of a head that was put back, and worse than its own. */
  private Duration wait(Arrivals arrivals) {
    Duration wait = arrivals.oldestWaits();
    for (QueueSignal queue : broker.queues()) {
      Duration age = queue.backlog().headAge();
      if (age != null && queue.backlog().ready() > 0 && age.compareTo(wait) > 0) {
        wait = age;
      }
    }
    return wait;
  }

  /**
   * Seconds of a slot for each message: of the tasks that wait, where that is known, else of those
   * that ran. While all slots are taken and messages wait, what those slots show counts if it is
   * clearly more: long tasks are not told of before they end.
   */
  private double service(Arrivals arrivals, Sample last) {
    double told = told();
    long slots = (long) inputs.pods().ready() * inputs.capacity().slots();
    boolean full = slots > 0 && last.ready() > 0 && last.inFlight() >= 0.9 * slots;
    if (told <= 0) {
      return arrivals.occupied(ENOUGH);
    }
    double shown = full ? arrivals.occupied(ENOUGH) : 0;
    return shown > CLEARLY * told ? shown : told;
  }

  private double told() {
    double seconds = 0;
    double weights = 0;
    for (QueueSignal queue : broker.queues()) {
      double ready = queue.backlog().ready();
      for (Map.Entry<String, Double> part : queue.backlog().mix().entrySet()) {
        ServiceTime time = broker.services().get(part.getKey());
        if (time != null) {
          seconds += ready * part.getValue() * time.cautious();
          weights += ready * part.getValue();
        }
      }
    }
    if (weights > 0) {
      return seconds / weights;
    }
    for (ServiceTime time : broker.services().values()) {
      seconds += time.samples() * time.cautious();
      weights += time.samples();
    }
    return weights > 0 ? seconds / weights : 0;
  }
}
