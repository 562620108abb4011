package dev.greenfork.operator.routing;

import dev.greenfork.broker.QueueService;
import dev.greenfork.broker.RuleTexts;
import dev.greenfork.broker.ServedQueue;
import dev.greenfork.broker.Splits;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.decisions.routing.Place;
import dev.greenfork.decisions.routing.RouteRules;
import dev.greenfork.decisions.routing.Serving;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves messages between a queue and its parts where no worker does: of pools at zero, or full, or
 * gone. For one thread.
 */
final class QueueRouter {

  private static final Logger LOG = LoggerFactory.getLogger(QueueRouter.class);

  /** Of one queue at a time, so that others have their turn: some 50,000 small messages. */
  private static final int MOST_BATCHES = 100;

  private final Splits splits;

  QueueRouter(Splits splits) {
    this.splits = splits;
  }

  /**
   * Does what is to be done for a queue.
   *
   * @return whether nothing lies in its parts
   */
  boolean tend(QueueService queue, RoutingSight sight) {
    if (queue.split()) {
      split(queue, sight);
      return false;
    }
    boolean empty = true;
    for (SubQueue part : SubQueue.ALL) {
      if (queue.parts().getOrDefault(part, 0L) > 0) {
        empty = false;
        if (isAbandoned(queue, part)) {
          LOG.info(
              "Put {} messages of {} back: nobody serves it any more",
              splits.merge(queue.queue(), part),
              part.of(queue.queue()));
        }
      }
    }
    return empty;
  }

  /** Parked messages wait for a type that may come as long as anybody serves their queue. */
  private static boolean isAbandoned(QueueService queue, SubQueue part) {
    return part == SubQueue.PARKED
        ? !queue.isServedBy(SubQueue.GREEN) && !queue.isServedBy(SubQueue.PREFORK)
        : !queue.isServedBy(part);
  }

  private void split(QueueService queue, RoutingSight sight) {
    if (!queue.table() && !fill(queue, sight)) {
      return; // Others serve it by now, or by other rules: the next look knows.
    }
    // Stock workers beside take what they can run; workers split for themselves no more than they
    // need.
    if (queue.entrance() == 0 || queue.isShared()) {
      return;
    }
    SubQueue undecided = undecided(queue);
    for (int i = 0; i < MOST_BATCHES; i++) {
      if (splits.split(queue.queue(), undecided).left() == 0) {
        return;
      }
    }
  }

  private boolean fill(QueueService queue, RoutingSight sight) {
    RuleTexts rules = new RuleTexts(sight.rules(), sight.learned());
    ServedQueue served = new ServedQueue(queue.queue(), queue.version(), true, Map.of(), rules);
    return splits.fill(served, places(sight.serving(queue.queue()), sight.allRules()));
  }

  /** To workers that are there, as somebody has to look into what the table does not name. */
  private static SubQueue undecided(QueueService queue) {
    boolean green =
        queue.servers().stream()
            .anyMatch(server -> !server.isPool() && server.type().equals(SubQueue.GREEN.word()));
    return green ? SubQueue.GREEN : SubQueue.PREFORK;
  }

  private static Map<String, SubQueue> places(Serving serving, RouteRules rules) {
    Map<String, SubQueue> places = new HashMap<>();
    for (String name : serving.names()) {
      SubQueue place = part(serving.placeOf(name, rules));
      if (place != null) {
        places.put(name, place);
      }
    }
    return places;
  }

  private static @Nullable SubQueue part(Place place) {
    return switch (place) {
      case GREEN -> SubQueue.GREEN;
      case PREFORK -> SubQueue.PREFORK;
      case PARKED -> SubQueue.PARKED;
      case SENT_ON, NOT_REGISTERED -> null;
    };
  }
}
