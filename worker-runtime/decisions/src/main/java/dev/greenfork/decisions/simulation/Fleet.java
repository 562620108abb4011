package dev.greenfork.decisions.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The simulated pods of a pool. Victims finish what they run; load that returns brings them back.
 */
final class Fleet {

  /** A pod. */
  static final class Pod {
    final double readyAt;
    int busy;
    boolean ready;
    boolean draining;
    boolean gone;
    boolean old;

    Pod(double readyAt) {
      this.readyAt = readyAt;
    }
  }

  private final int slots;
  private final List<Pod> pods = new ArrayList<>();
  private final Deque<Pod> free = new ArrayDeque<>();
  private int started;
  private double podSeconds;
  private double last;

  Fleet(int slots) {
    this.slots = slots;
  }

  /** Pods that exist; what a Deployment asks for, as idle victims alone are taken from it. */
  int size() {
    return pods.size();
  }

  int ready() {
    return (int) pods.stream().filter(pod -> pod.ready && !pod.draining).count();
  }

  /** Pods that are neither draining nor about to be replaced. */
  int serving() {
    return (int) pods.stream().filter(pod -> !pod.draining).count();
  }

  int inFlight() {
    return pods.stream().mapToInt(pod -> pod.busy).sum();
  }

  int started() {
    return started;
  }

  double podSeconds() {
    return podSeconds;
  }

  void pass(double now) {
    podSeconds += pods.size() * (now - last);
    last = now;
  }

  /** A pod that will be ready then. */
  Pod start(double readyAt) {
    Pod pod = new Pod(readyAt);
    pods.add(pod);
    started++;
    return pod;
  }

  void becomeReady(Pod pod) {
    if (!pod.gone) {
      pod.ready = true;
      offer(pod);
    }
  }

  /** Takes a slot; null if none is free. */
  @Nullable Pod take() {
    while (!free.isEmpty()) {
      Pod pod = free.pop();
      if (!pod.gone && !pod.draining && pod.busy < slots) {
        pod.busy++;
        return pod;
      }
    }
    return null;
  }

  void release(Pod pod) {
    pod.busy--;
    if (pod.draining) {
      collect();
    } else {
      free.push(pod);
    }
  }

  /** Brings draining pods back, newest order does not matter; returns how many. */
  int undrain(int count) {
    int back = 0;
    for (Pod pod : pods) {
      if (back < count && pod.draining && !pod.old) {
        pod.draining = false;
        back++;
        if (pod.ready) {
          offer(pod);
        }
      }
    }
    return back;
  }

  /**
   * Lets so many pods finish: those that have not started first, then those with the least work.
   */
  void drain(int count) {
    pods.stream()
        .filter(pod -> !pod.draining)
        .sorted(
            Comparator.<Pod>comparingInt(pod -> pod.ready ? 1 : 0)
                .thenComparingInt(pod -> pod.busy))
        .limit(Math.max(0, count))
        .forEach(pod -> pod.draining = true);
    collect();
  }

  /** Replaces all pods: old ones finish once the new ones are there, as a rolling update does. */
  List<Pod> replace(double readyAt) {
    List<Pod> fresh = new ArrayList<>();
    List<Pod> before = pods.stream().filter(pod -> !pod.draining).toList();
    for (Pod pod : before) {
      pod.old = true;
      fresh.add(start(readyAt));
    }
    return fresh;
  }

  /** The new ones are there. */
  void retire() {
    pods.stream().filter(pod -> pod.old).forEach(pod -> pod.draining = true);
    collect();
  }

  private void offer(Pod pod) {
    for (int i = pod.busy; i < slots; i++) {
      free.push(pod);
    }
  }

  private void collect() {
    pods.removeIf(
        pod -> {
          pod.gone = pod.draining && pod.busy == 0;
          return pod.gone;
        });
  }
}
