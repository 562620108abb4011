package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.broker.Chords;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.canvas.ResultTree;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks whether all parts of a chord have ended, by their stored results. Thread safe. */
final class EndedParts {

  /** Results per look: while the first are not there, the rest is not read. */
  private static final int CHUNK = 100;

  private final Chords chords;
  private final ObjectMapper mapper;

  EndedParts(Chords chords, ObjectMapper mapper) {
    this.chords = chords;
    this.mapper = mapper;
  }

  /**
   * The results of all; empty if one has not ended.
   *
   * @throws ChordFailure if they are too large together, or one cannot be read
   * @throws dev.greenfork.broker.BrokerException if the result backend cannot be asked
   */
  Optional<PartResults> of(ResultTree parts) {
    PartResults ended = new PartResults();
    List<String> ids = ended.missing(parts);
    int most = Limits.DEFAULT.bodyBytes();
    long bytes = 0;
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + CHUNK));
      Map<String, byte[]> stored = chords.results(some);
      for (String id : some) {
        byte[] json = stored.get(id);
        if (json == null) {
          return Optional.empty();
        }
        JsonNode meta = read(id, json);
        if (!isReady(meta.path("status").asText())) {
          return Optional.empty();
        }
        ended.add(id, meta);
        bytes += json.length;
      }
      if (bytes > most) {
        throw ChordFailure.of(
            "Join error: the results of the chord's parts are more than %d bytes".formatted(most));
      }
    }
    return Optional.of(ended);
  }

  private static boolean isReady(String state) {
    return switch (state) {
      case "SUCCESS", "FAILURE", "REVOKED" -> true;
      default -> false;
    };
  }

  private JsonNode read(String id, byte[] json) {
    try {
      return mapper.readTree(json);
    } catch (IOException e) {
      throw ChordFailure.of("Join error: the result of task " + id + " is no JSON");
    }
  }
}
