package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.util.Set;
import java.util.stream.Stream;

/** Tells error replies of Redis that pass by themselves from those that somebody has to mend. */
final class Refusals {

  /** They pass when the server has memory, a disk, a master or time again. */
  private static final Set<String> PASSING =
      Set.of(
          "OOM",
          "MISCONF",
          "READONLY",
          "NOREPLICAS",
          "MASTERDOWN",
          "LOADING",
          "BUSY",
          "CLUSTERDOWN",
          "TRYAGAIN",
          "NOSCRIPT");

  private static final String CROWDED = "max number of clients reached";

  private Refusals() {}

  /** Whether this error goes away. Redis 6.2 puts the place in the script before the code. */
  static boolean passes(String error) {
    return error.contains(CROWDED)
        || Stream.of(error.split("[^A-Z]+", -1)).anyMatch(PASSING::contains);
  }

  /** The error with what can be done about it. */
  static BrokerException of(String server, String error) {
    if (error.startsWith("ERR unknown command") && error.contains("HELLO")) {
      return new BrokerRefusedException(
          "Redis at %s is too old: Greenfork needs Redis 6.2 or newer".formatted(server));
    }
    String text = "Redis at %s answered: %s".formatted(server, error);
    return passes(error)
        ? new BrokerUnavailableException(text)
        : new BrokerRefusedException(text + remedy(error));
  }

  private static String remedy(String error) {
    return switch (error.split("[^A-Z]", 2)[0]) {
      case "NOAUTH", "WRONGPASS", "NOPERM" -> "; check user, password and ACL";
      case "MOVED", "ASK", "CROSSSLOT" -> "; Redis Cluster is not supported, use a single Redis";
      case "WRONGTYPE" -> "; a key of that name holds something else: rename or delete it";
      default -> "";
    };
  }
}
