package dev.greenfork.broker;

import java.util.List;
import java.util.Map;

/**
 * Who serves a queue now, and what waits in its parts.
 *
 * @param version as {@link ServedQueue#version}
 * @param split whether both types serve it
 * @param table whether its table of routes is there and holds
 * @param entrance messages that nobody has split yet
 * @param parts messages in each sub-queue
 * @param servers who says that it serves the queue
 */
public record QueueService(
    String queue,
    String version,
    boolean split,
    boolean table,
    long entrance,
    Map<SubQueue, Long> parts,
    List<Server> servers) {

  /** The type of those that are not Greenfork's. */
  public static final String FOREIGN = "foreign";

  private static final String POOL = "pool:";

  public QueueService {
    parts = Map.copyOf(parts);
    servers = List.copyOf(servers);
  }

  /**
   * Somebody who serves a queue.
   *
   * @param type {@code green}, {@code prefork} or {@link #FOREIGN}
   * @param digest names the tasks that it knows; empty if that is not known
   * @param who the incarnation of a worker, or a pool that was declared
   */
  public record Server(String type, String digest, String who) {

    /** Whether it was declared, and is no worker. */
    public boolean isPool() {
      return who.startsWith(POOL);
    }

    /** The name of the worker's node; that of the pool, if it is one. */
    public String node() {
      return isPool() ? who.substring(POOL.length()) : KnownWorker.nodename(who);
    }
  }

  /** Whether others than Greenfork's workers take from the queue as well. */
  public boolean isShared() {
    return servers.stream().anyMatch(server -> server.type().equals(FOREIGN));
  }

  /** Whether this type serves it. */
  public boolean isServedBy(SubQueue type) {
    return servers.stream().anyMatch(server -> server.type().equals(type.word()));
  }
}
