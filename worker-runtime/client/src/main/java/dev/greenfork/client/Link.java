package dev.greenfork.client;

import java.util.List;
import java.util.stream.Stream;

/**
 * Work that follows other work.
 *
 * @param takesInput whether the result of what ran before becomes its first argument
 */
record Link(Work<?> work, boolean takesInput) {

  static Link to(Step<?, ?> step) {
    return new Link(step.work(), true);
  }

  static Link to(Work<?> work) {
    return new Link(work, false);
  }

  static List<Link> plus(List<Link> links, Link one) {
    return Stream.concat(links.stream(), Stream.of(one)).toList();
  }
}
