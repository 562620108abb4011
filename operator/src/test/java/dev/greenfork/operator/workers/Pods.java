package dev.greenfork.operator.workers;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;

/** Pods as the API server shows them. */
public final class Pods {

  private Pods() {}

  /** A pod of pool feeds in namespace apps with this UID and status. */
  public static Pod pod(String uid, String status) {
    return Serialization.unmarshal(
        """
        apiVersion: v1
        kind: Pod
        metadata:
          name: feeds-worker-%s
          namespace: apps
          uid: %s
          labels: {app.kubernetes.io/name: greenfork-worker, app.kubernetes.io/instance: feeds}
        spec: {containers: [{name: worker}]}
        status: %s
        """
            .formatted(uid, uid, status),
        Pod.class);
  }

  /** The same, as it is kept. */
  public static WorkerPod seen(String uid, String status) {
    return WorkerPod.of(pod(uid, status));
  }

  /** Runs since this time, for the first time. */
  public static String runs(String since) {
    return "{phase: Running, containerStatuses: [{name: worker, ready: true, state: {running: {startedAt: '%s'}}}]}"
        .formatted(since);
  }

  /** Runs again since a time; before, it ended at another with this status. */
  public static String runsAgain(String since, String ended, int exit) {
    return """
    {phase: Running, containerStatuses: [{name: worker, ready: true, restartCount: 1,
      state: {running: {startedAt: '%s'}},
      lastState: {terminated: {exitCode: %d, reason: Error, startedAt: '2026-11-23T07:00:00Z', finishedAt: '%s'}}}]}
    """
        .formatted(since, exit, ended)
        .replace("\n", " ");
  }

  /** Ended at this time and waits to be started again. */
  public static String ended(String at, int exit) {
    return """
    {phase: Running, containerStatuses: [{name: worker, ready: false, restartCount: 1,
      state: {waiting: {reason: CrashLoopBackOff, message: back-off}},
      lastState: {terminated: {exitCode: %d, reason: Error, finishedAt: '%s'}}}]}
    """
        .formatted(exit, at)
        .replace("\n", " ");
  }
}
