package dev.greenfork.worker.watchdog;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which runs have been on their carriers from look to look. For one thread. */
final class Stays {

  private Map<WatchedRun, Stay> stays = Map.of();

  /** Takes what was seen now. */
  void update(List<Sighting> seen, CarrierLedger cpu, long now) {
    Map<WatchedRun, Stay> next = HashMap.newHashMap(seen.size());
    for (Sighting sighting : seen) {
      Stay stay = stays.get(sighting.run());
      if (stay == null || !stay.carrier().equals(sighting.carrier())) {
        stay = new Stay(sighting, now);
      } else {
        stay.goOn(sighting.runs(), cpu.used(sighting.carrier()), now);
      }
      next.put(sighting.run(), stay);
    }
    stays = next;
  }

  Set<WatchedRun> runs() {
    return stays.keySet();
  }

  Collection<Stay> all() {
    return stays.values();
  }
}
