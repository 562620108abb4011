package dev.greenfork.broker.redis;

import dev.greenfork.broker.Settlement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which of a batch go to the broker in one script, and in which order. Pure. */
final class SettleGroups {

  private SettleGroups() {}

  /**
   * By incarnation, at most so many together; what goes back to its queue goes newest first, so
   * that the oldest ends at the head.
   */
  static List<List<SettleItem>> of(List<SettleItem> batch, int most) {
    Map<String, List<SettleItem>> groups = new LinkedHashMap<>();
    for (SettleItem item : batch) {
      groups.computeIfAbsent(item.tag().incarnation(), name -> new ArrayList<>()).add(item);
    }
    Comparator<SettleItem> order = Comparator.comparingLong(SettleGroups::rank);
    groups.values().forEach(group -> group.sort(order));
    List<List<SettleItem>> parts = new ArrayList<>();
    for (List<SettleItem> group : groups.values()) {
      for (int from = 0; from < group.size(); from += most) {
        parts.add(group.subList(from, Math.min(from + most, group.size())));
      }
    }
    return parts;
  }

  private static long rank(SettleItem item) {
    return item instanceof SettleItem.End(Settlement.HandBack back, var _)
        ? -back.tag().number()
        : Long.MIN_VALUE;
  }
}
