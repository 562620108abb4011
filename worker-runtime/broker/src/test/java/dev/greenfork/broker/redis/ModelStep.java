package dev.greenfork.broker.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Something that happens to split queues. Any list of steps can be carried out: the numbers choose
 * among those that are there then.
 */
record ModelStep(Kind kind, int one, int two, int three) {

  enum Kind {
    PUBLISH(8),
    FETCH(8),
    SETTLE(8),
    REFRESH(3),
    ARRIVE(2),
    LEAVE(1),
    SPLIT(1),
    DUE(2),
    DECLARE(1),
    WITHDRAW(1),
    /** From here on the order of messages may change. */
    RULES(2),
    DIE(1),
    RESTORE(2),
    FORGET(2),
    MERGE(1);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }
  }

  static List<ModelStep> random(RandomGenerator random, int count) {
    List<Kind> bag = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (int i = 0; i < kind.weight; i++) {
        bag.add(kind);
      }
    }
    List<ModelStep> steps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Kind kind = bag.get(random.nextInt(bag.size()));
      steps.add(
          new ModelStep(kind, random.nextInt(1_000), random.nextInt(1_000), random.nextInt(1_000)));
    }
    return steps;
  }

  /** One of several by the first number. */
  <T> T pick(List<T> some) {
    return some.get(one % some.size());
  }
}
