package dev.greenfork.broker.redis;

import java.util.ArrayList;
import java.util.List;

/** The queues of one worker, which may change while it runs. Thread safe. */
final class ServedQueues {

  private volatile List<String> names;

  ServedQueues(List<String> names) {
    this.names = List.copyOf(names);
  }

  /** The queues now; the same list as long as they stay the same. */
  List<String> names() {
    return names;
  }

  /** Adds a queue behind the others; false if it is there already. */
  synchronized boolean add(String queue) {
    if (names.contains(queue)) {
      return false;
    }
    List<String> more = new ArrayList<>(names);
    more.add(queue);
    names = List.copyOf(more);
    return true;
  }

  /** Takes a queue out; false if it is not there. */
  synchronized boolean remove(String queue) {
    List<String> fewer = new ArrayList<>(names);
    boolean was = fewer.remove(queue);
    if (was) {
      names = List.copyOf(fewer);
    }
    return was;
  }
}
