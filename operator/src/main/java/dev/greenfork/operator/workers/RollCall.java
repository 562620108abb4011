package dev.greenfork.operator.workers;

import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds those who are registered at a broker against the pods that were seen. Pure.
 *
 * <p>A worker is gone for certain only if something was seen that says so: its pod was there and is
 * not any more, has ended, or had its container end after the worker's process had started. Of a
 * pod that was never seen (not yet, of another cluster, of nobody's) nothing is known. Times are
 * compared only where one clock made both, that of the pod's node; the broker's plays no part.
 */
final class RollCall {

  /**
   * Kubelets tell times in whole seconds, and the JDK's start of a process may be a second early.
   * Whoever lived for less before its container ended is left to its successor, or its lease.
   */
  static final Duration MARGIN = Duration.ofSeconds(2);

  /** Of a pod that is gone: nothing will ever be newer. */
  static final Instant FOR_GOOD = Instant.MAX;

  /**
   * One that is gone.
   *
   * @param evidence how far the proof reaches: whatever started earlier in this pod is gone
   * @param how one sentence on what ended it
   */
  record Death(KnownWorker worker, WorkerPod pod, Instant evidence, String how) {}

  private RollCall() {}

  /**
   * Those that are gone.
   *
   * @param givenUp by process, how far the proof reached for which it was given up before: one that
   *     is registered again all the same lives, whatever clocks and API server say, until there is
   *     a newer one
   */
  static List<Death> deaths(
      Collection<KnownWorker> registered, WorkerPods.Sight pods, Map<Origin, Instant> givenUp) {
    List<Death> deaths = new ArrayList<>();
    for (KnownWorker worker : registered) {
      Death death = death(worker, pods);
      if (death != null) {
        Instant before = givenUp.get(worker.origin());
        if (before == null || before.isBefore(death.evidence())) {
          deaths.add(death);
        }
      }
    }
    return deaths;
  }

  /**
   * Who is to be told which number of slots: workers in pods that are there and stay, which run
   * another number than their pool is to.
   *
   * @param sizes by pool
   */
  static Map<Integer, List<String>> resizes(
      Collection<KnownWorker> registered, WorkerPods.Sight pods, Map<String, Integer> sizes) {
    Map<Integer, List<String>> resizes = new HashMap<>();
    for (KnownWorker worker : registered) {
      WorkerPod pod = pods.here().get(worker.origin().pod());
      Integer size = pod == null || pod.leaving() ? null : sizes.get(pod.name().pool());
      if (size != null
          && worker.isAlive()
          && worker.concurrency() > 0
          && worker.concurrency() != size) {
        resizes.computeIfAbsent(size, any -> new ArrayList<>()).add(worker.nodename());
      }
    }
    return resizes;
  }

  private static @Nullable Death death(KnownWorker worker, WorkerPods.Sight pods) {
    String uid = worker.origin().pod();
    if (uid.isEmpty()) {
      return null;
    }
    WorkerPod gone = pods.gone().get(uid);
    if (gone != null) {
      return new Death(worker, gone, FOR_GOOD, "its pod is gone");
    }
    WorkerPod here = pods.here().get(uid);
    if (here == null) {
      return null;
    }
    if (here.over() != null) {
      return new Death(worker, here, FOR_GOOD, here.over());
    }
    Instant earlier = here.earlierAreGone();
    Ending last = here.container().last();
    return earlier != null
            && last != null
            && worker.origin().started().plus(MARGIN).isBefore(earlier)
        ? new Death(worker, here, earlier, "its process " + last.clause())
        : null;
  }
}
