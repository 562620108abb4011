package dev.greenfork.decisions.simulation;

import dev.greenfork.decisions.simulation.SimLoad.Span;
import dev.greenfork.decisions.simulation.SimLoad.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Loads that autoscalers are measured with; drawn anew for each seed. */
public enum Loads {
  L0("single messages, five minutes apart"),
  L1("a step from 1 to 100 tasks a second, for five minutes"),
  L2("a ramp to twenty times as much within ten minutes"),
  L3("a thousand tasks at once, every three minutes"),
  L4("a day: up and down between 1 and 19 tasks a second"),
  L5("falling load, one task of a hundred takes ten minutes"),
  L6("four of five tasks wait for 200 ms, one takes a second"),
  L7("a steady drip of two tasks a second"),
  L8("a steady load, and the broker is away for a minute"),
  L9("a steady load, and all pods are replaced in the middle");

  private static final double HOUR = 3600;

  private final String words;

  Loads(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** The load. */
  public SimLoad draw(long seed) {
    Random random = new Random(seed);
    return switch (this) {
      case L0 -> singles();
      case L1 ->
          poisson(
              900, t -> t >= 300 && t < 600 ? 100 : 1, 100, () -> exponential(random, 0.5), random);
      case L2 ->
          poisson(
              1500,
              t -> 1 + 19 * Math.clamp((t - 120) / 600, 0, 1),
              20,
              () -> exponential(random, 1),
              random);
      case L3 -> bursts(random);
      case L4 ->
          poisson(
              24 * HOUR,
              t -> 10 - 9 * Math.cos(2 * Math.PI * t / (24 * HOUR)),
              19,
              () -> exponential(random, 1),
              random);
      case L5 ->
          poisson(
              HOUR,
              t -> 5 * Math.max(0, 1 - t / 2400),
              5,
              () -> random.nextInt(100) == 0 ? 600 : 1,
              random);
      case L6 -> poisson(1800, t -> 20, 20, () -> random.nextInt(5) == 0 ? 1 : 0.2, random);
      case L7 -> poisson(4 * HOUR, t -> 2, 2, () -> exponential(random, 1), random);
      case L8 -> {
        SimLoad steady = poisson(1200, t -> 20, 20, () -> exponential(random, 1), random);
        yield new SimLoad(
            name(), steady.length(), steady.tasks(), List.of(new Span(600, 660)), List.of());
      }
      case L9 -> {
        SimLoad steady = poisson(1200, t -> 20, 20, () -> exponential(random, 1), random);
        yield new SimLoad(name(), steady.length(), steady.tasks(), List.of(), List.of(600.0));
      }
    };
  }

  /** One that comes back to a pool at zero: due later, as {@code countdown} has it. */
  public static SimLoad countdown(double seconds) {
    return SimLoad.of(
        "countdown", seconds + 600, List.of(new Task(10, 10 + seconds, 0.5, "later")));
  }

  private SimLoad singles() {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      tasks.add(task(60 + 300.0 * i, 0.5));
    }
    return SimLoad.of(name(), 60 + 300 * 30, tasks);
  }

  private SimLoad bursts(Random random) {
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (int j = 0; j < 1000; j++) {
        tasks.add(task(60 + 180.0 * i, exponential(random, 0.2)));
      }
    }
    return SimLoad.of(name(), 60 + 180 * 10, tasks);
  }

  /** Arrivals by chance at a changing rate, by thinning (Lewis and Shedler). */
  private SimLoad poisson(
      double length,
      DoubleUnaryOperator rate,
      double most,
      java.util.function.DoubleSupplier service,
      Random random) {
    List<Task> tasks = new ArrayList<>();
    double at = 0;
    while (true) {
      at += exponential(random, 1 / most);
      if (at >= length) {
        return SimLoad.of(name(), length, tasks);
      }
      if (random.nextDouble() * most < rate.applyAsDouble(at)) {
        tasks.add(task(at, service.getAsDouble()));
      }
    }
  }

  private static Task task(double at, double service) {
    return new Task(at, at, service, service > 100 ? "long" : "short");
  }

  private static double exponential(Random random, double mean) {
    return -mean * Math.log(1 - random.nextDouble());
  }
}
