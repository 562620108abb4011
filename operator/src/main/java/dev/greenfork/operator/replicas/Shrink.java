package dev.greenfork.operator.replicas;

import dev.greenfork.broker.DrainOrder;
import dev.greenfork.decisions.resources.DrainingWorker;
import dev.greenfork.operator.replicas.Candidate.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What is to be done so that a pool gets smaller without a task being cut off. Pure.
 *
 * <p>A ReplicaSet chooses who goes: first pods that are not ready, then those whose deletion costs
 * least (decision 081). So the number of replicas falls by as many as are certain to be chosen and
 * to have nothing to do, and not before.
 *
 * @param orders workers that are to drain, or for whom the order is prolonged: ids by node
 * @param cancels nodes that are to fetch again, or that are gone
 * @param costs what is to be written on pods; 0 to remove it
 * @param replicas how many there are to be now
 * @param draining those that drain, by name
 * @param leaving the pods of which the next ones to go may be chosen
 */
record Shrink(
    Map<String, String> orders,
    List<String> cancels,
    Map<String, Integer> costs,
    int replicas,
    List<DrainingWorker> draining,
    Set<String> leaving) {

  /** For how long an order stands; after that a worker whose operator has gone fetches again. */
  static final Duration LIFE = Duration.ofSeconds(60);

  /** Of an order that ends sooner nobody can say that its worker is still idle. */
  static final Duration MARGIN = Duration.ofSeconds(10);

  /** What stands on a pod that may go. */
  static final int CHEAPEST = -1000;

  private static final Comparator<Candidate> LEAST_WORK =
      Comparator.comparingLong(Candidate::work).thenComparing(Candidate::pod);

  /**
   * What was seen.
   *
   * @param replicas how many the Deployment asks for
   * @param desired how many there are to be in the end
   * @param pods those that are there and stay
   * @param ordered nodes of this pool for which an order is on record, gone ones included
   */
  record Sight(int replicas, int desired, List<Candidate> pods, Set<String> ordered) {}

  /**
   * Decides.
   *
   * @param ids makes the id of a new order
   */
  static Shrink of(Sight sight, Supplier<String> ids) {
    int surplus = Math.max(0, sight.replicas() - sight.desired());
    List<Candidate> victims = victims(sight, surplus);
    Map<String, String> orders = orders(victims, ids);
    Set<String> kept = victims.stream().map(Candidate::node).collect(Collectors.toSet());
    List<String> cancels =
        sight.ordered().stream().filter(node -> !kept.contains(node)).sorted().toList();
    Map<String, Integer> costs = costs(sight.pods(), victims);
    Going going = Going.of(sight, surplus, victims);
    List<DrainingWorker> draining =
        victims.stream().sorted(Comparator.comparing(Candidate::pod)).map(Shrink::shown).toList();
    return new Shrink(
        orders, cancels, costs, sight.replicas() - going.count(), draining, going.pods());
  }

  /** Starting ones first: no readiness protects them; then who drains already; then the idlest. */
  private static List<Candidate> victims(Sight sight, int surplus) {
    int missing = Math.max(0, sight.replicas() - sight.pods().size());
    return sight.pods().stream()
        .sorted(
            Comparator.comparing((Candidate pod) -> pod.readiness() != Readiness.STARTING)
                .thenComparing(pod -> !pod.isOrdered())
                .thenComparing(LEAST_WORK))
        .limit(Math.max(0, surplus - missing))
        .toList();
  }

  private static Map<String, String> orders(List<Candidate> victims, Supplier<String> ids) {
    Map<String, String> orders = new LinkedHashMap<>();
    for (Candidate victim : victims) {
      DrainOrder order = victim.order();
      if (order == null || !victim.isOrdered()) {
        orders.put(victim.node(), ids.get());
      } else if (order.left().compareTo(LIFE.dividedBy(2)) < 0) {
        orders.put(victim.node(), order.id());
      }
    }
    return orders;
  }

  /** One write for each that goes, as it must be cheaper than those that still work. */
  private static Map<String, Integer> costs(List<Candidate> pods, List<Candidate> victims) {
    Map<String, Integer> costs = new TreeMap<>();
    for (Candidate pod : pods) {
      boolean goes = victims.contains(pod) && (pod.isIdle() || starts(pod));
      boolean marked = pod.mark().cost() == CHEAPEST;
      if (goes != marked && (goes || !victims.contains(pod))) {
        costs.put(pod.pod(), goes ? CHEAPEST : 0);
      }
    }
    return costs;
  }

  private static boolean starts(Candidate pod) {
    return pod.readiness() == Readiness.STARTING;
  }

  private static DrainingWorker shown(Candidate victim) {
    DrainOrder order = victim.order();
    boolean answered = order != null && order.answer() != null;
    return new DrainingWorker(victim.pod(), answered ? (int) victim.work() : null);
  }

  /** How many can go now, and who may be chosen. */
  private record Going(int count, Set<String> pods) {

    private static final Going NOBODY = new Going(0, Set.of());

    static Going of(Sight sight, int surplus, List<Candidate> victims) {
      List<Candidate> pods = sight.pods();
      if (surplus == 0
          || pods.size() > sight.replicas() // some have been told to go and are not gone from view
          || pods.stream().map(pod -> pod.mark().template()).distinct().count() > 1
          || pods.stream().anyMatch(pod -> pod.readiness() == Readiness.UNREADY && !pod.isIdle())) {
        return NOBODY;
      }
      List<Candidate> first = new ArrayList<>();
      for (Candidate pod : pods) {
        boolean cheapest = pod.mark().cost() == CHEAPEST;
        boolean idle = victims.contains(pod) && pod.isIdle();
        if (starts(pod) || (idle && (cheapest || pods.size() == 1))) {
          first.add(pod);
        } else if (cheapest) {
          return NOBODY; // it has work again, and would be chosen as well
        }
      }
      int missing = sight.replicas() - pods.size();
      int count = Math.min(surplus, missing + first.size());
      return new Going(count, first.stream().map(Candidate::pod).collect(Collectors.toSet()));
    }
  }
}
