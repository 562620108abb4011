package dev.greenfork.worker.watchdog;

import java.util.HashMap;
import java.util.Map;

/**
 * Divides what the carriers use, of one thing such as processor time, among the runs that are seen
 * on them. What a carrier used since somebody was seen there is for whoever is seen next, so that
 * over time each task gets the share in which it is seen, and the sum is what was used. For one
 * thread.
 */
final class CarrierLedger {

  private Map<String, Long> last;
  private Map<String, Long> used = Map.of();
  private final Map<String, Long> unclaimed = new HashMap<>();

  CarrierLedger(Map<String, Long> totals) {
    this.last = totals;
  }

  /** Takes the carriers' totals; a carrier that is gone takes along what it used. */
  void update(Map<String, Long> totals) {
    Map<String, Long> before = last;
    Map<String, Long> now = HashMap.newHashMap(totals.size());
    totals.forEach((carrier, total) -> now.put(carrier, total - before.getOrDefault(carrier, 0L)));
    now.forEach((carrier, amount) -> unclaimed.merge(carrier, amount, Long::sum));
    unclaimed.keySet().retainAll(totals.keySet());
    last = totals;
    used = now;
  }

  /** What the carrier used between the last two updates. */
  long used(String carrier) {
    return used.getOrDefault(carrier, 0L);
  }

  /** What all used between the last two updates. */
  long used() {
    return used.values().stream().mapToLong(Long::longValue).sum();
  }

  /** What the carrier used that nobody has claimed; nobody else gets it again. */
  long claim(String carrier) {
    Long amount = unclaimed.put(carrier, 0L);
    return amount == null ? 0 : amount;
  }
}
