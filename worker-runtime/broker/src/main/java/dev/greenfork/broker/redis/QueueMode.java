package dev.greenfork.broker.redis;

import dev.greenfork.broker.SubQueue;
import java.util.List;

/**
 * How a worker serves one of its queues.
 *
 * @param version of the state that it was told last
 * @param shared whether stock workers take from it as well
 */
record QueueMode(Way way, String version, boolean shared) {

  /** Of a queue of which nothing has been heard. */
  static final QueueMode UNKNOWN = new QueueMode(Way.WHOLE, "", false);

  /** Which lists it looks into. */
  enum Way {
    /** Only workers of its type serve the queue: what is in the queue. */
    WHOLE,
    /** The same, but something is left in the sub-queues: that first. */
    LEFTOVERS,
    /** Workers of both types serve it: what is in its type's sub-queue, after splitting. */
    SPLIT
  }

  boolean isSplit() {
    return way == Way.SPLIT;
  }

  /** The names of the lists' queues in order of service, for a worker of this type. */
  List<String> names(String queue, SubQueue own) {
    return switch (way) {
      case WHOLE -> List.of(queue);
      case SPLIT -> List.of(own.of(queue));
      case LEFTOVERS -> {
        SubQueue other = own == SubQueue.GREEN ? SubQueue.PREFORK : SubQueue.GREEN;
        yield List.of(own.of(queue), other.of(queue), queue);
      }
    };
  }
}
