package dev.greenfork.operator.workers;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.KnownWorker;
import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the roll at one broker: at once when a worker of its namespace ended or a pool got another
 * size, and every now and then. Puts back what dead workers left, whatever their leases say, and
 * tells living ones how many tasks they are to run at once. For one thread.
 */
public final class WorkerWatch {

  private static final Logger LOG = LoggerFactory.getLogger(WorkerWatch.class);

  /**
   * For what no change announced: an order that was not heard, a worker that was changed by hand.
   */
  private static final Duration ANYWAY = Duration.ofSeconds(20);

  private static final int MOST_GIVEN_UP = 1_000;

  private final String namespace;
  private final WorkerPods pods;
  private final Sizes sizes;
  private final Resizer resizer = new Resizer();
  private final LinkedHashMap<Origin, Instant> givenUp = new LinkedHashMap<>();

  private long podsSeen = -1;
  private long sizesSeen = -1;
  private long looked;

  public WorkerWatch(String namespace, WorkerPods pods, Sizes sizes) {
    this.namespace = namespace;
    this.pods = pods;
    this.sizes = sizes;
  }

  /**
   * To be called about once a second; mostly does nothing.
   *
   * @return who was found dead and had left something, and who does not do as it is told
   * @throws dev.greenfork.broker.BrokerException if the broker is away; the next call tries again
   */
  public News look(Broker broker) {
    long changed = pods.changes(namespace);
    long resized = sizes.changes();
    long now = System.nanoTime();
    if (changed == podsSeen && resized == sizesSeen && now - looked < ANYWAY.toNanos()) {
      return News.NONE;
    }
    List<KnownWorker> registered = broker.workers().all();
    WorkerPods.Sight sight = pods.of(namespace);
    List<Loss> losses = bury(broker, RollCall.deaths(registered, sight, givenUp));
    List<Refusal> refusals;
    try {
      refusals = resizer.tell(broker, RollCall.resizes(registered, sight, sizes.of(namespace)));
    } catch (BrokerException e) {
      if (losses.isEmpty()) {
        throw e;
      }
      LOG.warn("sizes cannot be told and are at the next look: {}", e.getMessage());
      return new News(losses, List.of());
    }
    podsSeen = changed;
    sizesSeen = resized;
    looked = now;
    return new News(losses, refusals);
  }

  private List<Loss> bury(Broker broker, List<RollCall.Death> deaths) {
    List<Loss> losses = new ArrayList<>();
    for (RollCall.Death death : deaths) {
      String incarnation = death.worker().incarnation();
      Loss loss =
          new Loss(
              incarnation, death.how(), broker.workers().restoreDead(incarnation, death.how()));
      if (loss.restored().messages() > 0) {
        losses.add(loss);
      }
      givenUp.put(death.worker().origin(), death.evidence());
      if (givenUp.size() > MOST_GIVEN_UP) {
        givenUp.pollFirstEntry();
      }
      LOG.info("{} is dead: {}", incarnation, death.how());
    }
    return losses;
  }
}
