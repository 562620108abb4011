package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.DeadMessage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Reads the entries of dead-letter lists, also those that somebody else put there. */
final class DeadEntries {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DeadEntries() {}

  static DeadMessage read(String queue, String entry) {
    try {
      JsonNode tree = JSON.readTree(entry);
      DeadLetter why =
          new DeadLetter(
              tree.path("reason").asText("unknown"),
              tree.path("detail").asText(),
              text(tree, "id"),
              text(tree, "task"));
      byte[] envelope = Base64.getDecoder().decode(tree.path("envelope").asText());
      DeadMessage.Kept kept =
          new DeadMessage.Kept(
              envelope,
              tree.path("bytes").asLong(envelope.length),
              tree.path("truncated").asBoolean(true));
      Instant at = Instant.parse(tree.path("at").asText());
      List<String> deaths = new ArrayList<>();
      tree.path("deaths").forEach(death -> deaths.add(death.asText()));
      return new DeadMessage(queue, key(entry), why, at, kept, deaths, entry);
    } catch (JsonProcessingException | IllegalArgumentException | DateTimeException e) {
      DeadLetter why =
          new DeadLetter("not-ours", "The entry is no letter of Greenfork.", null, null);
      byte[] bytes = utf8(entry);
      DeadMessage.Kept kept = new DeadMessage.Kept(bytes, bytes.length, true);
      return new DeadMessage(queue, key(entry), why, null, kept, List.of(), entry);
    }
  }

  /** The priority that stands in a message; 0 if none can be read. */
  static int priority(byte[] envelope) {
    try {
      return JSON.readTree(envelope).path("properties").path("priority").asInt(0);
    } catch (IOException e) {
      return 0;
    }
  }

  private static String key(String entry) {
    CRC32 crc = new CRC32();
    crc.update(utf8(entry));
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  private static @Nullable String text(JsonNode tree, String field) {
    return tree.path(field).textValue();
  }
}
