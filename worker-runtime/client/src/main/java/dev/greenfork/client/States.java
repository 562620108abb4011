package dev.greenfork.client;

import java.util.List;

/** What the names of states mean. */
final class States {

  private States() {}

  static boolean isReady(String state) {
    return state.equals("SUCCESS") || isFailed(state);
  }

  static boolean isFailed(String state) {
    return state.equals("FAILURE") || state.equals("REVOKED");
  }

  /** That of a group: failed as soon as one member is, done when all are. */
  static String together(List<String> states) {
    return states.stream()
        .filter(States::isFailed)
        .findFirst()
        .orElseGet(
            () ->
                states.stream().allMatch("SUCCESS"::equals)
                    ? "SUCCESS"
                    : states.stream().allMatch("PENDING"::equals) ? "PENDING" : "STARTED");
  }
}
