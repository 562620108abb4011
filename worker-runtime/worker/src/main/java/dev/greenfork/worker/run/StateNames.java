package dev.greenfork.worker.run;

import java.util.Set;

/** Which states a task may store itself. */
final class StateNames {

  private static final int LONGEST = 100;

  /** Those that say how far a worker is with a task: with them a client would stop waiting. */
  private static final Set<String> WORKERS =
      Set.of("PENDING", "RECEIVED", "STARTED", "RETRY", "SUCCESS", "FAILURE", "REVOKED", "IGNORED");

  private StateNames() {}

  /**
   * Refuses a state that is not the application's own.
   *
   * @throws IllegalArgumentException with what to do
   */
  static void requireOwn(String state) {
    if (state.isBlank() || state.length() > LONGEST || WORKERS.contains(state)) {
      throw new IllegalArgumentException(
          "A task cannot store the state \"%s\" itself; choose a name of its own, for example PROGRESS."
              .formatted(state.length() > LONGEST ? state.substring(0, LONGEST) : state));
    }
  }
}
