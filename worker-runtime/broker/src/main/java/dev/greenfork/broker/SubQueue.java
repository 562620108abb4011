package dev.greenfork.broker;

import java.util.List;
import java.util.Locale;

/** One of the queues into which another, the entrance, is split. */
public enum SubQueue {
  /** Of tasks for green pools. */
  GREEN,
  /** Of tasks for prefork pools. */
  PREFORK,
  /** Of tasks that require a type of pool which does not serve the queue. */
  PARKED;

  /** All of them. */
  public static final List<SubQueue> ALL = List.of(values());

  /** The end of its name, and how a pool's type is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its name. */
  public String of(String entrance) {
    return entrance + "." + word();
  }

  /** The queue that one of this name belongs to: itself, unless it is a sub-queue. */
  public static String entrance(String name) {
    for (SubQueue each : ALL) {
      int end = name.length() - each.word().length() - 1;
      if (end > 0 && name.charAt(end) == '.' && name.endsWith(each.word())) {
        return name.substring(0, end);
      }
    }
    return name;
  }
}
