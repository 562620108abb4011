package dev.greenfork.bench;

import dev.greenfork.task.Task;

/** Tasks that do nothing, so that what is measured is the way to them. */
public final class BenchTasks {

  /** Gives back what it gets. */
  @Task(name = "bench.echo")
  public String echo(String text) {
    return text;
  }
}
