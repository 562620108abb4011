package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What {@link Envelopes#open} found. */
public sealed interface Opened {

  /**
   * A message.
   *
   * @param headers as they came, empty where there were none
   */
  record Content(ObjectNode headers, JsonNode body) implements Opened {}

  /** It cannot be read; the refusal names no task. */
  record Refused(Refusal refusal) implements Opened {}
}
