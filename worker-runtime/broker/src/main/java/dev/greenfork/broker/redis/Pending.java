package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something that somebody waits for, but not for ever. */
interface Pending {

  /** Told what came of it. */
  CompletableFuture<?> done();

  /** {@link System#nanoTime} after which a failure is final. */
  long deadline();

  /** Ends the wait because its connection was closed; {@code what} did not happen. */
  default void abandon(String what) {
    done()
        .completeExceptionally(
            new BrokerUnavailableException(
                what + ": the connection to the broker was closed before"));
  }

  /**
   * After a failure: those to try again. The others are told the cause: all of them if waiting does
   * not help, else those whose time is over.
   */
  static <T extends Pending> List<T> retry(List<T> batch, BrokerException cause) {
    List<T> again = new ArrayList<>();
    boolean helpless = cause instanceof BrokerRefusedException;
    for (T item : batch) {
      if (item.done().isDone()) {
        continue;
      }
      if (!helpless && System.nanoTime() - item.deadline() < 0) {
        again.add(item);
      } else {
        item.done().completeExceptionally(cause);
      }
    }
    return again;
  }
}
