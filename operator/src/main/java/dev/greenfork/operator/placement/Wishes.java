package dev.greenfork.operator.placement;

import dev.greenfork.decisions.placement.Policy;
import dev.greenfork.decisions.resources.PlacementSpec;
import dev.greenfork.operator.events.Events;
import dev.greenfork.operator.events.Happening;
import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.WorkerPool;
import dev.greenfork.placement.News;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.Collectors;

/** What Brokers want, and Events and counters about what came of it. Thread-safe. */
@ApplicationScoped
public class Wishes {

  private static final int MOST_NAMED = 3;

  private final Events events;
  private final MeterRegistry registry;

  Wishes(Events events, MeterRegistry registry) {
    this.events = events;
    this.registry = registry;
  }

  /** What a Broker with these pools wants. */
  public Wish of(Broker broker, List<WorkerPool> pools) {
    PlacementSpec spec = broker.getSpec().placing();
    List<String> queues =
        pools.stream().flatMap(pool -> pool.getSpec().queueNames().stream()).distinct().toList();
    Policy usual = Policy.DEFAULT;
    Policy policy =
        new Policy(
            spec.samples(usual.minSamples()), usual.share(), usual.longestCpu(), usual.rest());
    return new Wish(
        queues,
        Shapes.of(pools.stream().map(WorkerPool::getSpec).toList()),
        policy,
        spec.isDryRun(),
        news -> tell(broker, news));
  }

  private void tell(Broker broker, List<News> news) {
    List<News> moves = news.stream().filter(News.Moved.class::isInstance).toList();
    List<News> advice = news.stream().filter(News.Advice.class::isInstance).toList();
    registry.counter("greenfork.operator.placement.moves").increment(moves.size());
    if (!moves.isEmpty()) {
      events.tell(broker, Happening.normal("TaskMoved", sentence(moves)));
    }
    if (!advice.isEmpty()) {
      events.tell(broker, Happening.warning("TaskMisplaced", sentence(advice)));
    }
  }

  static String sentence(List<News> news) {
    String named =
        news.stream().limit(MOST_NAMED).map(News::sentence).collect(Collectors.joining("; "));
    int others = news.size() - MOST_NAMED;
    return others > 0 ? "%s; and %d tasks more".formatted(named, others) : named;
  }
}
