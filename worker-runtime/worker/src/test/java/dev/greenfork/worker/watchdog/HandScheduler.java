package dev.greenfork.worker.watchdog;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carriers and the runs on them, as a test says. */
final class HandScheduler implements Scheduler, Lookout {

  private final Map<WatchedRun, Sighting> mounted = new LinkedHashMap<>();
  private final Map<String, Long> cpu = new HashMap<>();
  private int parallelism = 4;
  private int strangers;
  private long queued;
  private int nudges;
  private int thoroughLooks;
  private List<WatchedRun> blocked = List.of();

  /** This run is on this carrier, and computes. */
  void computes(WatchedRun run, String carrier) {
    mounted.put(run, new Sighting(run, carrier, true));
  }

  /** This run is on this carrier, and is blocked there. */
  void pinned(WatchedRun run, String carrier) {
    mounted.put(run, new Sighting(run, carrier, false));
  }

  void leaves(WatchedRun run) {
    mounted.remove(run);
  }

  /** So many carriers are held by threads that nobody can list. */
  void strangers(int count) {
    strangers = count;
  }

  void queued(long count) {
    queued = count;
  }

  void blocked(WatchedRun... runs) {
    blocked = List.of(runs);
  }

  /** What computes uses its carrier for so long. */
  void pass(long nanos) {
    for (Sighting sighting : mounted.values()) {
      cpu.merge(sighting.carrier(), sighting.runs() ? nanos : 0, Long::sum);
    }
  }

  int nudges() {
    return nudges;
  }

  int thoroughLooks() {
    return thoroughLooks;
  }

  @Override
  public int parallelism() {
    return parallelism;
  }

  @Override
  public void parallelism(int carriers) {
    parallelism = carriers;
  }

  @Override
  public int mounted() {
    return mounted.size() + strangers;
  }

  @Override
  public long queued() {
    return queued;
  }

  @Override
  public void nudge() {
    nudges++;
  }

  @Override
  public Map<String, Long> cpu() {
    return Map.copyOf(cpu);
  }

  /** As much as it uses of the processor. */
  @Override
  public Map<String, Long> allocated() {
    return cpu();
  }

  @Override
  public List<Sighting> look(Collection<WatchedRun> known, boolean all) {
    thoroughLooks += all ? 1 : 0;
    Set<WatchedRun> asked = Set.copyOf(known);
    return mounted.values().stream()
        .filter(sighting -> all || sighting.runs() || asked.contains(sighting.run()))
        .toList();
  }

  @Override
  public List<WatchedRun> blocked() {
    return blocked;
  }
}
