package dev.greenfork.operator.placement;

import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Policy;
import dev.greenfork.decisions.placement.PoolShape;
import dev.greenfork.placement.News;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is wanted of the placing of a Broker's tasks.
 *
 * @param queues those of its pools
 * @param shapes of their pods
 * @param dryRun whether tasks stay where they are
 * @param told hears what people should be told, on the thread that looks
 */
public record Wish(
    List<String> queues,
    ByType<PoolShape> shapes,
    Policy policy,
    boolean dryRun,
    Consumer<List<News>> told) {

  /** Nothing. */
  public static final Wish NONE =
      new Wish(List.of(), Shapes.of(List.of()), Policy.DEFAULT, true, news -> {});

  public Wish {
    queues = List.copyOf(queues);
  }
}
