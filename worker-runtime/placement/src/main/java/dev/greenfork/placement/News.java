package dev.greenfork.placement;

import dev.greenfork.decisions.resources.PoolType;

/** Something to tell people about one task. */
public sealed interface News {

  /** The task's name. */
  String task();

  /** For people, a sentence without a full stop. */
  String sentence();

  /** It runs elsewhere from now on. */
  record Moved(String task, PoolType to, String why) implements News {
    @Override
    public String sentence() {
      return "task %s runs in %s pools from now on: %s".formatted(task, to.word(), why);
    }
  }

  /** Its declaration sends it to pools that do not suit it. */
  record Advice(String task, PoolType in, String why) implements News {
    @Override
    public String sentence() {
      return "task %s is declared for %s pools but %s".formatted(task, in.word(), why);
    }
  }
}
