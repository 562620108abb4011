package dev.greenfork.worker;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be closed in the end: last opened, first closed, and one fault does not stop the rest.
 */
final class Resources implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Resources.class);

  private final ArrayDeque<Runnable> closers = new ArrayDeque<>();

  synchronized <T> T add(T resource, Consumer<? super T> closer) {
    closers.push(() -> closer.accept(resource));
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!closers.isEmpty()) {
      try {
        closers.pop().run();
      } catch (RuntimeException e) {
        log.warn("A part of the worker could not be closed.", e);
      }
    }
  }
}
