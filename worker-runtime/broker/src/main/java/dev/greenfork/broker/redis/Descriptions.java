package dev.greenfork.broker.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Origin;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What stands at the broker about a worker, as JSON. */
final class Descriptions {

  /** The version of the broker-side layout: keys, records and scripts. */
  static final int LAYOUT = 2;

  private static final String RUNTIME = runtimeVersion();
  private static final ObjectMapper JSON = new ObjectMapper();

  private Descriptions() {}

  static String of(ConsumerSpec spec, List<String> queues) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("runtime", RUNTIME).put("layout", LAYOUT).put("node", spec.nodename());
    json.put("pool", spec.pool()).put("concurrency", spec.concurrency());
    Origin origin = spec.origin();
    json.put("started", origin.started().toString());
    json.put("place", origin.place()).put("pid", origin.pid());
    queues.forEach(json.putArray("queues")::add);
    return json.toString();
  }

  /** Where a worker runs; unknown if the text is not ours. */
  static Origin origin(String description) {
    try {
      JsonNode json = JSON.readTree(description);
      Instant started = Instant.parse(json.path("started").asText());
      return new Origin(json.path("place").asText(), json.path("pid").asLong(), started);
    } catch (JsonProcessingException | DateTimeException e) {
      return Origin.UNKNOWN;
    }
  }

  /** A worker's number of slots; 0 if the text is not ours. */
  static int concurrency(String description) {
    try {
      return JSON.readTree(description).path("concurrency").asInt();
    } catch (JsonProcessingException e) {
      return 0;
    }
  }

  /** The type of a worker's pool; empty if the text is not ours. */
  static String pool(String description) {
    try {
      return JSON.readTree(description).path("pool").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }

  /** The queues that a worker serves; none if the text is not ours. */
  static List<String> queues(String description) {
    List<String> queues = new ArrayList<>();
    try {
      JSON.readTree(description).path("queues").forEach(queue -> queues.add(queue.asText()));
    } catch (JsonProcessingException e) {
      return List.of();
    }
    return queues;
  }

  private static String runtimeVersion() {
    String version = Descriptions.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
