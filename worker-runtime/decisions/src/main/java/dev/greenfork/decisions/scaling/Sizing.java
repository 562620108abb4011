package dev.greenfork.decisions.scaling;

import static dev.greenfork.decisions.scaling.Staffing.seconds;

import dev.greenfork.decisions.resources.ScalingSpec;
import dev.greenfork.decisions.scaling.ScalingTerms.Load;
import java.time.Duration;

/** How many workers a load asks for. Pure. */
final class Sizing {

  /** From hearing of a message to the order for a pod. */
  private static final double DECISION_SECONDS = 0.5;

  private Sizing() {}

  /**
   * What it comes to.
   *
   * @param terms the terms
   * @param keep workers that are needed even if chance made the load look small
   */
  record Size(ScalingTerms terms, int keep) {}

  /**
   * Sizes a pool.
   *
   * @param chance standard deviation of the arrivals in {@code load}
   * @param stock slots of others that take part of the work
   */
  static Size of(ScalingInputs inputs, ScalingSpec spec, Load load, double chance, double stock) {
    int slots = inputs.capacity().slots();
    int floor = whole(load.inFlight() / (double) slots);
    double depth =
        spec.depth().isPresent() ? (load.ready() + load.soon()) / spec.depth().getAsInt() : 0;
    if (spec.wait95().isEmpty()) {
      int want = Math.max(floor, atLeastOne(load, whole(depth)));
      return new Size(new ScalingTerms(load, 0, 0, 0, depth, floor, want), want);
    }
    if (load.serviceSeconds() <= 0) {
      return unknown(load, slots, depth, floor);
    }
    return towards(spec.wait95().get(), inputs, load, new Margins(chance, stock, depth, floor));
  }

  /** Nobody knows how long the tasks take: a slot for each of them. */
  private static Size unknown(Load load, int slots, double depth, int floor) {
    double catchup = (load.ready() + load.soon() + load.inFlight()) / slots;
    int want = Math.max(floor, whole(Math.max(catchup, depth)));
    return new Size(new ScalingTerms(load, 0, catchup, 0, depth, floor, want), want);
  }

  private record Margins(double chance, double stock, double depth, int floor) {}

  private static Size towards(Duration wait, ScalingInputs inputs, Load load, Margins margins) {
    double slots = inputs.capacity().slots();
    double service = load.serviceSeconds();
    double running = (double) load.inFlight();
    double busy = load.arrivals() * service;
    double steady = less(Staffing.steady(busy, service, wait), margins);
    double surely =
        less(Staffing.steady(busy + 1.5 * margins.chance() * service, service, wait), margins);
    double ready = (double) inputs.pods().ready() * slots;
    double waiting = load.ready() + load.soon();
    double left = seconds(wait) / 2;
    double burst = less(Staffing.burst(waiting, running, service, left), margins);
    double piled = 0;
    if (Math.max(steady, burst) > ready) {
      // Pods have to start first: the time that they take is not left for the messages.
      double start = seconds(inputs.pods().start());
      left = Math.min(left, Math.max(seconds(wait) - start - DECISION_SECONDS, seconds(wait) / 4));
      burst = less(Staffing.burst(waiting, running, service, left), margins);
      double missing = Math.max(0, busy - margins.stock() - ready) * start / service;
      piled = less(Staffing.burst(waiting + missing, running, service, left), margins);
    }
    double catchup = Math.max(0, burst - steady);
    double startup = Math.max(0, piled - Math.max(burst, steady));
    double need = Math.max(margins.depth(), (steady + catchup + startup) / slots);
    int want = Math.max(margins.floor(), atLeastOne(load, whole(need)));
    int keep = Math.max(want, whole(Math.max(need, surely / slots)));
    ScalingTerms terms =
        new ScalingTerms(
            load,
            steady / slots,
            catchup / slots,
            startup / slots,
            margins.depth(),
            margins.floor(),
            want);
    return new Size(terms, keep);
  }

  private static double less(double slots, Margins margins) {
    return Math.max(0, slots - margins.stock());
  }

  /** While anything waits somebody must come for it. */
  private static int atLeastOne(Load load, int workers) {
    return load.ready() + load.soon() > 0 ? Math.max(1, workers) : workers;
  }

  /** Rounded up, but not for a hair. */
  static int whole(double workers) {
    return (int) Math.min(1_000_000, Math.ceil(workers - 1e-6));
  }
}
