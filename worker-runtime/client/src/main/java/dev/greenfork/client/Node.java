package dev.greenfork.client;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of a sender as Celery makes it. */
final class Node {

  private Node() {}

  /** {@code gen<pid>@<host>}. */
  static String name() {
    return "gen" + ProcessHandle.current().pid() + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
