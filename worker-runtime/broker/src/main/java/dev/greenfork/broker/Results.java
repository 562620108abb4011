package dev.greenfork.broker;

import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/** Reads stored results and waits for them on one shared connection. Thread safe. */
public interface Results {

  /** The stored result of a task as JSON, empty if there is none. Blocks for one round trip. */
  Optional<byte[]> read(String taskId);

  /**
   * Waits for the first stored result that {@code accepted} takes, without holding a thread.
   * Survives broken connections. Cancel the future to stop waiting.
   *
   * @param accepted called with the JSON of each state that is stored, on the reader's thread; must
   *     not block
   */
  ResultWait await(String taskId, Predicate<byte[]> accepted);

  /**
   * Stores the state of a task that nobody has begun and tells who waits for it, in one script: it
   * does nothing if another state than PENDING, RECEIVED, RETRY or REJECTED is stored. Does not
   * block for the round trip.
   *
   * @return whether it was stored
   */
  CompletionStage<Boolean> storeIfNotBegun(StoredResult result);

  /**
   * Removes the stored results of these tasks; those that have none are no error. Blocks for one
   * round trip.
   */
  void forget(Collection<String> taskIds);

  /** Removes the saved list of a group's members, if there is one. Blocks for one round trip. */
  void forgetGroup(String groupId);

  /** A wait that can be given up. */
  interface ResultWait {

    /** Done with the accepted JSON, or with a {@link BrokerException} when the broker is closed. */
    CompletionStage<byte[]> result();

    /** Stops waiting and frees what it holds; {@link #result} is then never done. */
    void cancel();
  }
}
