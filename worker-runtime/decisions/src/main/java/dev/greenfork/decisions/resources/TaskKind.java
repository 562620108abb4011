package dev.greenfork.decisions.resources;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a task mostly does: a preference for a type of pool. */
public enum TaskKind {
  /** Waits. */
  @JsonProperty("io")
  IO,
  /** Computes. */
  @JsonProperty("cpu")
  CPU,
  /** Not stated. */
  @JsonProperty("auto")
  AUTO;

  /** As it stands in rules and task indexes. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #word}; what is unknown, as of a later version, counts as not stated. */
  public static TaskKind of(String word) {
    for (TaskKind kind : values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    return AUTO;
  }
}
