package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.BrokerSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The scripts of a split queue against a model of them, over random sequences of what may happen.
 * After each step every message has to lie where the model has it, in the model's order, so in
 * exactly one place; and what a worker keeps of a fetch has to be right there.
 *
 * <p>{@code -Dgreenfork.split.seed} repeats a sequence, {@code -Dgreenfork.split.runs} asks for
 * more of them. A sequence that fails is made shorter before it is printed.
 */
class SplitModelIT extends RedisTest {

  private static final int STEPS = 250;
  private static final Set<ModelStep.Kind> CALM =
      EnumSet.of(
          ModelStep.Kind.PUBLISH,
          ModelStep.Kind.FETCH,
          ModelStep.Kind.SETTLE,
          ModelStep.Kind.REFRESH,
          ModelStep.Kind.SPLIT);

  /** As the third number of a step: what is settled has run. */
  private static final int FINISH = 9;

  private final int runs = Integer.getInteger("greenfork.split.runs", 12);
  private final long seed = Long.getLong("greenfork.split.seed", System.nanoTime());

  @Override
  String[] options() {
    return new String[0];
  }

  @Test
  void holds_every_message_where_the_model_has_it_whatever_happens() {
    for (int run = 0; run < runs; run++) {
      check(seed + run, ModelStep.random(new SplittableRandom(seed + run), STEPS), false);
    }
  }

  /** Both types are there from the start, and nobody dies, goes or puts anything back. */
  @Test
  void fetches_in_order_per_priority_while_routes_and_workers_stay() {
    for (int run = 0; run < runs / 3; run++) {
      List<ModelStep> steps = new ArrayList<>();
      for (ModelStep.Kind kind : List.of(ModelStep.Kind.ARRIVE, ModelStep.Kind.REFRESH)) {
        steps.add(new ModelStep(kind, 0, 1, 6));
        steps.add(new ModelStep(kind, 1, 2, 6));
      }
      ModelStep.random(new SplittableRandom(seed + run), 2 * STEPS).stream()
          .filter(step -> CALM.contains(step.kind()))
          .map(step -> new ModelStep(step.kind(), step.one(), step.two(), FINISH))
          .forEach(steps::add);
      check(seed + run, steps, true);
    }
  }

  private void check(long number, List<ModelStep> steps, boolean ordered) {
    AssertionError failure = failure(number, steps, ordered);
    if (failure == null) {
      return;
    }
    List<ModelStep> fewer = new ArrayList<>(steps);
    for (int size = STEPS / 2; size > 0; size /= 2) {
      for (int at = fewer.size() - size; at >= 0; at -= size) {
        List<ModelStep> tried = new ArrayList<>(fewer);
        tried.subList(at, Math.min(at + size, tried.size())).clear();
        AssertionError again = failure(number, tried, ordered);
        if (again != null) {
          failure = again;
          fewer = tried;
        }
      }
    }
    StringBuilder text = new StringBuilder();
    fewer.forEach(step -> text.append("  ").append(step).append('\n'));
    throw new AssertionError(
        "-Dgreenfork.split.seed=%d -Dgreenfork.split.runs=1, of it these steps are enough:%n%s%s"
            .formatted(number, text, failure.getMessage()),
        failure);
  }

  private @Nullable AssertionError failure(long number, List<ModelStep> steps, boolean ordered) {
    redis.flushAll();
    Timings slow =
        new Timings(
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofHours(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20));
    Site site = new Site(BrokerSettings.of(server.url()), slow, new Random(number));
    RedisConnection connection = site.connector().open("the test");
    ModelWorld world = new ModelWorld(site, connection, broker.splits());
    try {
      ModelLook look = new ModelLook(connection, site.keys());
      for (ModelStep step : steps) {
        world.apply(step);
        look.compare(world);
      }
      if (ordered) {
        world.orders().forEach((key, ids) -> assertThat(ids).as("order of %s", key).isSorted());
      }
      world.finish();
      look.compare(world);
      return null;
    } catch (AssertionError e) {
      return e;
    } finally {
      world.close();
      connection.close();
    }
  }
}
