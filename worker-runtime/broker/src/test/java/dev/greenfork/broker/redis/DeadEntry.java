package dev.greenfork.broker.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** An entry of a dead-letter list as the tests look at it. */
record DeadEntry(
    String id,
    String task,
    String reason,
    String detail,
    Instant at,
    long bytes,
    String envelope,
    boolean truncated) {

  static DeadEntry read(String json) throws JsonProcessingException {
    JsonNode tree = new ObjectMapper().readTree(json);
    byte[] envelope = Base64.getDecoder().decode(tree.get("envelope").textValue());
    return new DeadEntry(
        tree.get("id").asText(),
        tree.get("task").asText(),
        tree.get("reason").textValue(),
        tree.get("detail").textValue(),
        Instant.parse(tree.get("at").textValue()),
        tree.get("bytes").longValue(),
        new String(envelope, StandardCharsets.UTF_8),
        tree.get("truncated").booleanValue());
  }
}
