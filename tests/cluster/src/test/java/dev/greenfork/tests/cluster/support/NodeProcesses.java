package dev.greenfork.tests.cluster.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** The processes of a pod, where its node is this machine. */
public final class NodeProcesses {

  private NodeProcesses() {}

  /** Kills every process of the pod with this UID, the one that holds its network included. */
  public static void killAll(String uid) {
    kill(uid, process -> true);
  }

  /** Kills the JVMs of the pod with this UID, so that its container ends and the pod stays. */
  public static void killJvms(String uid) {
    kill(
        uid, process -> process.info().command().filter(name -> name.endsWith("java")).isPresent());
  }

  private static void kill(String uid, Predicate<ProcessHandle> which) {
    List<ProcessHandle> found =
        ProcessHandle.allProcesses()
            .filter(process -> belongsTo(process.pid(), uid))
            .filter(which)
            .toList();
    if (found.isEmpty()) {
      throw new IllegalStateException(
          "no process of pod %s was found: this test needs the node of deploy/local"
              .formatted(uid));
    }
    found.forEach(ProcessHandle::destroyForcibly);
  }

  /** A container's control group is named after its pod's UID, with dashes or underscores. */
  private static boolean belongsTo(long pid, String uid) {
    try {
      String groups = Files.readString(Path.of("/proc", String.valueOf(pid), "cgroup"));
      return groups.contains(uid) || groups.contains(uid.replace('-', '_'));
    } catch (IOException e) {
      return false; // it ended meanwhile
    }
  }
}
