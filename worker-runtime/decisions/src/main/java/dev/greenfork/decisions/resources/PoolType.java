package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a pool runs its tasks. */
public enum PoolType {
  /** Each task on a virtual thread of one process: for tasks that wait. */
  @JsonProperty("green")
  GREEN,
  /** Each task in a child process of its own: for tasks that compute. */
  @JsonProperty("prefork")
  PREFORK;

  /** The word used in manifests, flags and columns. */
  public String word() {
    return this == GREEN ? "green" : "prefork";
  }
}
