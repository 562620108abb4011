package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What becomes of a task whose prefork child died. */
public enum OnWorkerLost {
  /** It is delivered again. */
  @JsonProperty("redeliver")
  REDELIVER("redeliver"),
  /** It fails with WorkerLostError, as in Celery. */
  @JsonProperty("fail")
  FAIL("fail");

  private final String word;

  OnWorkerLost(String word) {
    this.word = word;
  }

  /** As it stands in a resource. */
  public String word() {
    return word;
  }
}
