package dev.greenfork.operator.scaling;

import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.QueueReading;
import dev.greenfork.broker.Signals;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.broker.WorkerReading;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.scaling.Capacity;
import dev.greenfork.decisions.scaling.PodSignal;
import dev.greenfork.decisions.scaling.QueueSignal;
import dev.greenfork.decisions.scaling.QueueSignal.Backlog;
import dev.greenfork.decisions.scaling.QueueSignal.Delayed;
import dev.greenfork.decisions.scaling.QueueSignal.Rivals;
import dev.greenfork.decisions.scaling.ScalingInputs;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import dev.greenfork.decisions.scaling.WorkSignal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * From what was seen at a Broker to the inputs of one pool's decision. Pure.
 *
 * <p>Of a queue that both types serve, a pool sees two: the entrance, which it shares with all, and
 * its own sub-queue, which it shares with pools of its type. A queue that one type serves is one
 * queue, whatever lies in its sub-queues.
 */
final class PoolInputs {

  private final Member own;
  private final Collection<Member> all;
  private final Signals.Reading reading;
  private final Beats beats;
  private final Duration podStart;

  private PoolInputs(
      Member own, Collection<Member> all, Signals.Reading reading, Beats beats, Duration podStart) {
    this.own = own;
    this.all = all;
    this.reading = reading;
    this.beats = beats;
    this.podStart = podStart;
  }

  /**
   * The inputs.
   *
   * @param all pools of the Broker, {@code own} included
   */
  static ScalingInputs of(
      Member own, Collection<Member> all, BrokerSignals signals, PodSignal pods) {
    Signals.Reading reading = signals.reading();
    Capacity capacity = new Capacity(own.type(), own.slots());
    AtBroker broker =
        reading == null
            ? null
            : new PoolInputs(own, all, reading, signals.beats(), pods.start()).broker();
    return new ScalingInputs(capacity, pods, broker, signals.fault());
  }

  /** Null while one of its queues has not been read: what lies there is not zero but unknown. */
  private @Nullable AtBroker broker() {
    List<QueueSignal> queues = new ArrayList<>();
    for (String name : own.queues()) {
      QueueReading queue = reading.queues().get(name);
      if (queue == null) {
        return null;
      }
      queues.addAll(queue(queue));
    }
    Set<String> sameType =
        all.stream()
            .filter(each -> each.type() == own.type())
            .map(Member::name)
            .collect(Collectors.toSet());
    return queues.isEmpty()
        ? null
        : new AtBroker(queues, work(), beats.services(sameType, reading.workersAt()));
  }

  private List<QueueSignal> queue(QueueReading queue) {
    String name = queue.queue();
    Delayed delayed =
        new Delayed(
            queue.delayed().count(), queue.delayed().next(), queue.delayed().soon(podStart));
    Predicate<Member> anybody = each -> true;
    Predicate<Member> type = each -> each.type() == own.type();
    if (all.stream().filter(each -> each.serves(name)).allMatch(type)) {
      List<QueueReading.Lane> lanes =
          List.of(queue.entrance(), queue.part(SubQueue.GREEN), queue.part(SubQueue.PREFORK));
      Backlog backlog = backlog(lanes, departed(name, anybody));
      return List.of(new QueueSignal(name, queue.at(), backlog, delayed, rivals(name, anybody)));
    }
    SubQueue part = own.type() == PoolType.GREEN ? SubQueue.GREEN : SubQueue.PREFORK;
    return List.of(
        new QueueSignal(
            name,
            queue.at(),
            backlog(List.of(queue.entrance()), 0),
            delayed,
            rivals(name, anybody)),
        new QueueSignal(
            part.of(name),
            queue.at(),
            backlog(List.of(queue.part(part)), departed(name, type)),
            Delayed.NONE,
            rivals(name, type)));
  }

  private static Backlog backlog(List<QueueReading.Lane> lanes, double departed) {
    long ready = 0;
    Duration oldest = null;
    Map<String, Double> mix = new HashMap<>();
    for (QueueReading.Lane lane : lanes) {
      ready += lane.ready();
      Duration age = lane.headAge();
      oldest = age != null && (oldest == null || age.compareTo(oldest) > 0) ? age : oldest;
      for (String task : lane.tasks()) {
        mix.merge(task, (double) lane.ready() / lane.tasks().size(), Double::sum);
      }
    }
    double sum = Math.max(1, ready);
    mix.replaceAll((task, part) -> part / sum);
    return new Backlog(ready, departed, oldest, mix);
  }

  private double departed(String queue, Predicate<Member> which) {
    List<String> pools =
        all.stream().filter(each -> each.serves(queue)).filter(which).map(Member::name).toList();
    return beats.departed(pools, queue);
  }

  private Rivals rivals(String queue, Predicate<Member> which) {
    long slots =
        all.stream()
            .filter(each -> each.serves(queue) && !each.name().equals(own.name()))
            .filter(which)
            .mapToLong(Member::mostSlots)
            .sum();
    return new Rivals(slots, strangers(queue));
  }

  /** Slots of workers that serve the queue and are no pool's. */
  private long strangers(String queue) {
    Set<String> pools = all.stream().map(Member::name).collect(Collectors.toSet());
    return reading.workers().stream()
        .filter(each -> each.worker().isAlive() && each.queues().contains(queue))
        .map(WorkerReading::worker)
        .filter(
            each -> each.origin().pod().isEmpty() || !pools.contains(Beats.pool(each.nodename())))
        .mapToLong(KnownWorker::concurrency)
        .sum();
  }

  private WorkSignal work() {
    long inFlight = 0;
    long reserved = 0;
    for (WorkerReading each : reading.workers()) {
      if (each.worker().isAlive()
          && Objects.equals(Beats.pool(each.worker().nodename()), own.name())
          && !each.worker().origin().pod().isEmpty()) {
        inFlight += each.worker().deliveries();
        reserved += each.unstarted();
      }
    }
    return new WorkSignal(reading.workersAt(), inFlight, reserved);
  }
}
