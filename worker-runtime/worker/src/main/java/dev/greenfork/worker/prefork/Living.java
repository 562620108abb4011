package dev.greenfork.worker.prefork;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The children that live now, in whatever state. Thread safe. */
final class Living {

  private final Set<ChildProcess> children = ConcurrentHashMap.newKeySet();

  void add(ChildProcess child) {
    children.add(child);
  }

  void remove(ChildProcess child) {
    children.remove(child);
  }

  int size() {
    return children.size();
  }

  List<ChildProcess> all() {
    return List.copyOf(children);
  }
}
