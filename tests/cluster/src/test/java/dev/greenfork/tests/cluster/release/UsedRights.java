package dev.greenfork.tests.cluster.release;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an account did, and was refused, as the API server's audit log tells.
 *
 * @param used resource and verb, of all that the log still has
 * @param refused the same, of what it had no right to since some moment; before, other tests may
 *     have taken rights away
 */
record UsedRights(Set<String> used, Set<String> refused) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int CREATED = 201;
  private static final int FORBIDDEN = 403;

  static UsedRights of(String account, Instant since) {
    String log = System.getenv("GREENFORK_AUDIT_LOG");
    if (log == null) {
      throw new IllegalStateException(
          "this test reads the audit log of deploy/local: set GREENFORK_AUDIT_LOG to what"
              + " `deploy/local/cluster env` exports (`make test` does)");
    }
    UsedRights rights = new UsedRights(new TreeSet<>(), new TreeSet<>());
    try {
      Files.readString(Path.of(log), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(account) && line.endsWith("}"))
          .forEach(line -> rights.add(line, account, since));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rights;
  }

  private void add(String line, String account, Instant since) {
    JsonNode event = parse(line);
    if (!event.at("/user/username").asText().equals(account)) {
      return;
    }
    int code = event.at("/responseStatus/code").asInt();
    String resource = resource(event.path("objectRef"));
    String verb = event.path("verb").asText();
    if (code != FORBIDDEN) {
      used.add(resource + " " + verb);
    } else if (Instant.parse(event.path("requestReceivedTimestamp").asText()).isAfter(since)) {
      refused.add(resource + " " + verb);
    }
    if (verb.equals("patch") && code == CREATED) {
      used.add(resource + " create"); // an apply of what was not there needs both rights
    }
  }

  private static String resource(JsonNode object) {
    String group = object.path("apiGroup").asText();
    String subresource = object.path("subresource").asText();
    return object.path("resource").asText()
        + (group.isEmpty() ? "" : "." + group)
        + (subresource.isEmpty() ? "" : "/" + subresource);
  }

  private static JsonNode parse(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(line, e);
    }
  }
}
