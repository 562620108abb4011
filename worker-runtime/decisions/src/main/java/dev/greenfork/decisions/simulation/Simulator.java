package dev.greenfork.decisions.simulation;

import dev.greenfork.decisions.scaling.PodSignal;
import dev.greenfork.decisions.scaling.QueueSignal;
import dev.greenfork.decisions.scaling.QueueSignal.Backlog;
import dev.greenfork.decisions.scaling.QueueSignal.Delayed;
import dev.greenfork.decisions.scaling.QueueSignal.Rivals;
import dev.greenfork.decisions.scaling.Scaling;
import dev.greenfork.decisions.scaling.ScalingDecision;
import dev.greenfork.decisions.scaling.ScalingInputs;
import dev.greenfork.decisions.scaling.ScalingInputs.AtBroker;
import dev.greenfork.decisions.scaling.ScalingState;
import dev.greenfork.decisions.scaling.ServiceTime;
import dev.greenfork.decisions.scaling.WorkSignal;
import dev.greenfork.decisions.simulation.SimCourse.Figures;
import dev.greenfork.decisions.simulation.SimCourse.Point;
import dev.greenfork.decisions.simulation.SimLoad.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;

/** Runs a load through a pool in virtual time. For one run and one thread. */
public final class Simulator {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  /** From the publish of a first message to the decision. */
  private static final double PUSH = 0.02;

  private static final double WORKING = 1;
  private static final double IDLE = 5;
  private static final double HEARTBEAT = 2;

  private record Event(double at, long number, Runnable what) {}

  private final SimLoad load;
  private final SimPool pool;
  private final Random random;
  private final Fleet fleet;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private final Deque<Task> ready = new ArrayDeque<>();
  private final PriorityQueue<Task> delayed =
      new PriorityQueue<>(Comparator.comparingDouble(Task::due));
  private final List<Point> points = new ArrayList<>();
  private final double[] waits;
  private final Turns turns = new Turns();

  private double now;
  private long number;
  private int sent;
  private long arrived;
  private int begun;
  private long toldBegun;
  private Told told = new Told(0, 0);
  private double ended;
  private double endedSeconds;
  private double seenAt = -1;
  private boolean quiet = true;
  private int most;
  private ScalingState state = ScalingState.NEW;

  private Seen lastSeen =
      new Seen(
          new QueueSignal("q", START, Backlog.of(0, 0), Delayed.NONE, Rivals.NONE),
          new WorkSignal(START, 0, 0),
          Map.of());

  private record Told(double count, double seconds) {}

  private Simulator(SimLoad load, SimPool pool, long seed) {
    this.load = load;
    this.pool = pool;
    this.random = new Random(seed);
    this.fleet = new Fleet(pool.capacity().slots());
    this.waits = new double[load.tasks().size()];
  }

  /** The course of one run. */
  public static SimCourse run(SimLoad load, SimPool pool, long seed) {
    return new Simulator(load, pool, seed).run();
  }

  private SimCourse run() {
    at(0, this::decideAgain);
    at(HEARTBEAT, this::beat);
    at(0, this::send);
    load.deploys().forEach(time -> at(time, this::deploy));
    for (int i = 0; i < pool.spec().min(); i++) {
      fleet.becomeReady(fleet.start(0));
    }
    while (!events.isEmpty() && events.peek().at() <= load.length()) {
      Event next = events.poll();
      now = next.at();
      fleet.pass(now);
      next.what().run();
      most = Math.max(most, fleet.size());
    }
    now = load.length();
    fleet.pass(now);
    double[] sorted = java.util.Arrays.copyOf(waits, begun);
    java.util.Arrays.sort(sorted);
    return new SimCourse(
        load,
        points,
        sorted,
        new Figures(
            fleet.podSeconds(), fleet.started(), most, turns.count(), load.tasks().size() - begun));
  }

  private void at(double time, Runnable what) {
    events.add(new Event(time, number++, what));
  }

  /** Sends what is to be sent by now, and comes back for the next one. */
  private void send() {
    while (sent < load.tasks().size()) {
      Task task = load.tasks().get(sent);
      double at = load.present(task.at());
      if (at > now) {
        at(at, this::send);
        return;
      }
      sent++;
      if (task.due() > now) {
        delayed.add(task);
        at(task.due(), this::due);
      } else {
        arrive(task);
      }
    }
  }

  private void due() {
    while (!delayed.isEmpty() && delayed.peek().due() <= now) {
      arrive(delayed.remove());
    }
  }

  private void arrive(Task task) {
    arrived++;
    ready.add(task);
    if (quiet) {
      quiet = false;
      at(now + PUSH, this::decide);
    }
    fetch();
  }

  private void fetch() {
    if (load.present(now) > now) {
      at(load.present(now), this::fetch);
      return;
    }
    while (!ready.isEmpty()) {
      Fleet.Pod pod = fleet.take();
      if (pod == null) {
        return;
      }
      Task task = ready.remove();
      waits[begun++] = now - task.due();
      at(now + task.service(), () -> end(task, pod));
    }
  }

  private void end(Task task, Fleet.Pod pod) {
    ended++;
    endedSeconds += task.service();
    fleet.release(pod);
    fetch();
  }

  private void beat() {
    if (load.present(now) <= now) {
      toldBegun = begun;
      told = new Told(ended, endedSeconds);
    }
    at(now + HEARTBEAT, this::beat);
  }

  private void decideAgain() {
    decide();
    boolean works = !ready.isEmpty() || fleet.inFlight() > 0;
    quiet = !works;
    double next = now + (works ? WORKING : IDLE);
    at(next, this::decideAgain);
  }

  private void decide() {
    ScalingDecision decision;
    boolean heard = load.present(now) <= now;
    if (heard) {
      seenAt = now;
      lastSeen = look();
    }
    Scaling.Outcome outcome = Scaling.decide(inputs(), pool.spec(), state, time(now));
    state = outcome.state();
    decision = outcome.decision();
    if (decision.isActive()) {
      act(decision.desired());
    }
    Instant wake = decision.wakeAt();
    if (wake != null) {
      at(seconds(wake), this::decide);
    }
    points.add(new Point(now, arrived, ready.size(), fleet.size(), fleet.ready(), decision));
  }

  private void act(int desired) {
    turns.next(desired);
    int serving = fleet.serving();
    if (desired > serving) {
      int back = fleet.undrain(desired - serving);
      for (int i = serving + back; i < desired; i++) {
        begin(fleet.start(now + draw()));
      }
      fetch();
    } else if (desired < serving) {
      fleet.drain(serving - desired);
    }
  }

  private void deploy() {
    double latest = now;
    for (Fleet.Pod pod : fleet.replace(now + draw())) {
      begin(pod);
      latest = Math.max(latest, pod.readyAt);
    }
    at(latest + 0.001, fleet::retire);
  }

  private void begin(Fleet.Pod pod) {
    at(
        pod.readyAt,
        () -> {
          fleet.becomeReady(pod);
          fetch();
        });
  }

  private double draw() {
    return pool.podStart() * (1 + pool.spread() * (2 * random.nextDouble() - 1));
  }

  private record Seen(QueueSignal queue, WorkSignal work, Map<String, ServiceTime> services) {}

  private Seen look() {
    Delayed later =
        delayed.isEmpty()
            ? Delayed.NONE
            : new Delayed(delayed.size(), span(delayed.element().due() - now), 1);
    Map<String, ServiceTime> services =
        told.count() > 0
            ? Map.of("task", new ServiceTime(told.seconds() / told.count(), told.count()))
            : Map.of();
    return new Seen(
        new QueueSignal(
            "q", time(now), Backlog.of(ready.size(), (double) toldBegun), later, Rivals.NONE),
        new WorkSignal(time(now), fleet.inFlight(), 0),
        services);
  }

  private ScalingInputs inputs() {
    Seen seen = lastSeen;
    return new ScalingInputs(
        pool.capacity(),
        new PodSignal(
            time(now),
            fleet.serving(),
            fleet.ready(),
            fleet.size() - fleet.serving(),
            span(pool.podStart()),
            null),
        seenAt < 0 ? null : new AtBroker(List.of(seen.queue()), seen.work(), seen.services()),
        load.present(now) > now ? "the broker is away" : null);
  }

  private static Instant time(double seconds) {
    return START.plus(span(seconds));
  }

  private static double seconds(Instant time) {
    return Duration.between(START, time).toNanos() / 1e9;
  }

  private static Duration span(double seconds) {
    return Duration.ofNanos((long) (Math.max(0, seconds) * 1e9));
  }
}
