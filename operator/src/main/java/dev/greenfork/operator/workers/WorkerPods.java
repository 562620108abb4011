package dev.greenfork.operator.workers;

import io.fabric8.kubernetes.api.model.Pod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The pods of workers, those that were there and are gone included. What it says is gone was seen
 * here before, so a worker of another cluster, or of no cluster, never is; a cache that lags says
 * it late. A standby watches as well, so that it knows what happened when it takes over.
 * Thread-safe.
 */
@ApplicationScoped
public class WorkerPods {

  private static final int MOST_GONE = 10_000;
  private static final int MOST_NEWS = 256;

  /** What is older has been told by the leader before. */
  private static final Duration NEWS = Duration.ofMinutes(1);

  private record News(WorkerPod pod, Instant heard) {}

  private final InstantSource clock;
  private final Map<String, WorkerPod> here = new HashMap<>();
  private final Map<String, WorkerPod> gone = new LinkedHashMap<>();
  private final Map<String, Long> changes = new HashMap<>();
  private final Deque<News> news = new ArrayDeque<>();

  public WorkerPods(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * The pods of one namespace.
   *
   * @param change counts up when one of them ends
   * @param here by UID
   * @param gone by UID
   */
  public record Sight(long change, Map<String, WorkerPod> here, Map<String, WorkerPod> gone) {}

  /** A pod as it is now. */
  synchronized void seen(Pod pod) {
    WorkerPod now = WorkerPod.of(pod);
    WorkerPod before = here.put(now.uid(), now);
    Ending ending = now.container().last();
    boolean known = before == null || Objects.equals(before.container().last(), ending);
    if (before != null && ending != null && !known) {
      tell(now);
    }
    if (!known || (now.over() != null && (before == null || before.over() == null))) {
      changed(now);
    }
  }

  /** A pod is not there any more. */
  synchronized void gone(Pod pod) {
    WorkerPod last = WorkerPod.of(pod);
    here.remove(last.uid());
    gone.put(last.uid(), last);
    if (gone.size() > MOST_GONE) {
      Iterator<String> oldest = gone.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    changed(last);
  }

  /** Counts up when a worker of this namespace ends, with its pod or within it. */
  public synchronized long changes(String namespace) {
    return changes.getOrDefault(namespace, 0L);
  }

  /** What there is to know of this namespace. */
  public synchronized Sight of(String namespace) {
    return new Sight(changes(namespace), within(namespace, here), within(namespace, gone));
  }

  /** The pods of a pool that are there, by name. */
  public synchronized List<WorkerPod> of(String namespace, String pool) {
    return here.values().stream()
        .filter(pod -> pod.name().namespace().equals(namespace) && pod.name().pool().equals(pool))
        .sorted(java.util.Comparator.comparing(pod -> pod.name().pod()))
        .toList();
  }

  /** The pods of a pool in which a worker has ended since this was last asked. */
  public synchronized List<WorkerPod> takeNews(String namespace, String pool) {
    List<WorkerPod> taken = new ArrayList<>();
    Instant since = clock.instant().minus(NEWS);
    news.removeIf(
        each -> {
          WorkerPod.Name name = each.pod().name();
          boolean theirs = name.namespace().equals(namespace) && name.pool().equals(pool);
          if (theirs && each.heard().isAfter(since)) {
            taken.add(each.pod());
          }
          return theirs;
        });
    return taken;
  }

  private void tell(WorkerPod pod) {
    news.add(new News(pod, clock.instant()));
    if (news.size() > MOST_NEWS) {
      news.remove();
    }
  }

  private void changed(WorkerPod pod) {
    changes.merge(pod.name().namespace(), 1L, Long::sum);
  }

  private static Map<String, WorkerPod> within(String namespace, Map<String, WorkerPod> all) {
    Map<String, WorkerPod> some = new HashMap<>();
    all.forEach(
        (uid, pod) -> {
          if (pod.name().namespace().equals(namespace)) {
            some.put(uid, pod);
          }
        });
    return some;
  }
}
