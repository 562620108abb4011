package dev.greenfork.worker.it;

import dev.greenfork.testkit.FaultProxy;
import dev.greenfork.testkit.FaultyLink;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Does one thing after the other to the connections through a proxy, by chance. */
final class Chaos {

  private enum Fault {
    CUT,
    RESET,
    STALL,
    HICCUP,
    HALF_CLOSE_REPLIES,
    HALF_CLOSE_REQUESTS,
    LOSE_REPLIES,
    DELAY,
    LIMIT,
    REFUSE
  }

  private final FaultProxy proxy;
  private final RandomGenerator random;
  private final Map<Fault, Integer> done = new TreeMap<>();

  Chaos(FaultProxy proxy, long seed) {
    this.proxy = proxy;
    this.random = new SplittableRandom(seed);
  }

  /** One fault on one of the connections that are open, and a pause that lets work go on. */
  void strike() throws InterruptedException {
    List<FaultyLink> links = proxy.links();
    Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
    if (!links.isEmpty()) {
      done.merge(fault, 1, Integer::sum);
      strike(fault, links.get(random.nextInt(links.size())));
    }
    // why: the pause between faults is the load of this test, not a wait for a condition.
    Thread.sleep(20 + random.nextInt(200));
  }

  /** What was done how often. */
  @Override
  public String toString() {
    return done.toString();
  }

  private void strike(Fault fault, FaultyLink link) throws InterruptedException {
    switch (fault) {
      case CUT -> link.cut();
      case RESET -> link.reset();
      case STALL -> link.stall();
      case HICCUP -> {
        link.stall();
        Thread.sleep(random.nextInt(300));
        link.resume();
      }
      case HALF_CLOSE_REPLIES -> link.halfCloseReplies();
      case HALF_CLOSE_REQUESTS -> link.halfCloseRequests();
      case LOSE_REPLIES -> link.loseReplies();
      case DELAY -> link.delay(Duration.ofMillis(random.nextInt(100)));
      case LIMIT -> link.limit(random.nextInt(20_000));
      case REFUSE -> {
        proxy.refuse(true);
        link.cut();
        Thread.sleep(random.nextInt(300));
        proxy.refuse(false);
      }
    }
  }
}
