package dev.greenfork.worker.shutdown;

import dev.greenfork.worker.run.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What is handed back, in the order that keeps the queue's: the delivery that was fetched last goes
 * first, because each goes to the head of its queue. For one thread.
 */
final class NewestFirst<T> {

  private record Numbered<T>(long number, T value) {}

  private final List<Numbered<T>> all = new ArrayList<>();

  void add(Run run, T value) {
    all.add(new Numbered<>(run.delivery().tag().number(), value));
  }

  void forEach(Consumer<T> action) {
    all.sort(Comparator.comparingLong((Numbered<T> each) -> each.number()).reversed());
    all.forEach(each -> action.accept(each.value()));
  }
}
