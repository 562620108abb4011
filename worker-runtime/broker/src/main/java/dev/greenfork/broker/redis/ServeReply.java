package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.QueueService;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code serve.lua} says about one queue.
 *
 * @param version of who serves it and of the rules
 * @param split whether both types of pool serve it
 * @param table whether its table of routes is there
 * @param leftovers whether something lies in sub-queues of a queue that is not split
 * @param parked whether something is parked and may be served since
 * @param servers each type with the digest of the tasks that it knows
 */
record ServeReply(
    String version,
    boolean split,
    boolean table,
    boolean leftovers,
    boolean parked,
    List<Server> servers) {

  /** Workers of one type that know the same tasks; an empty digest where that is not known. */
  record Server(String type, String digest) {}

  static ServeReply of(List<?> fields) {
    List<Server> servers = new ArrayList<>();
    for (Object each : fields.subList(5, fields.size())) {
      String part = text(each);
      int slash = part.indexOf('/');
      servers.add(new Server(part.substring(0, slash), part.substring(slash + 1)));
    }
    return new ServeReply(
        text(fields.getFirst()),
        isSet(fields.get(1)),
        isSet(fields.get(2)),
        isSet(fields.get(3)),
        isSet(fields.get(4)),
        servers);
  }

  private static boolean isSet(Object field) {
    return (Long) field != 0;
  }

  /** How the queue is to be served. */
  QueueMode mode() {
    QueueMode.Way way =
        split ? QueueMode.Way.SPLIT : leftovers ? QueueMode.Way.LEFTOVERS : QueueMode.Way.WHOLE;
    boolean shared =
        servers.stream().anyMatch(server -> server.type().equals(QueueService.FOREIGN));
    return new QueueMode(way, version, shared);
  }

  /** The part of a version that says who serves the queue. */
  static String who(String version) {
    return version.substring(version.indexOf(':') + 1);
  }
}
