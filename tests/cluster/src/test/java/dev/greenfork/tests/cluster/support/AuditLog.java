package dev.greenfork.tests.cluster.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What was written to the API server since some moment, as its audit log tells. */
public final class AuditLog {

  private static final Set<String> READS = Set.of("get", "list", "watch");

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final long start;

  private AuditLog(Path file) throws IOException {
    this.file = file;
    this.start = Files.size(file);
  }

  /** From now on. */
  public static AuditLog fromNow() {
    String named = System.getenv("GREENFORK_AUDIT_LOG");
    if (named == null) {
      throw new IllegalStateException(
          "this test reads the audit log of deploy/local: set GREENFORK_AUDIT_LOG to what"
              + " `deploy/local/cluster env` exports (`make test` does)");
    }
    try {
      return new AuditLog(Path.of(named));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The writes of the operator, one line each: verb, resource, name. */
  public List<String> writesOf(String user) {
    return text()
        .lines()
        .filter(line -> line.endsWith("}")) // the last one may be half written
        .map(this::parse)
        .filter(event -> event.path("user").path("username").asText().equals(user))
        .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
        .filter(event -> !READS.contains(event.path("verb").asText()))
        .map(AuditLog::describe)
        .toList();
  }

  private static String describe(JsonNode event) {
    JsonNode object = event.path("objectRef");
    return "%s %s %s/%s"
        .formatted(
            event.path("verb").asText(),
            object.path("resource").asText(),
            object.path("namespace").asText(),
            object.path("name").asText());
  }

  private JsonNode parse(String line) {
    try {
      return json.readTree(line);
    } catch (IOException e) {
      throw new UncheckedIOException(line, e);
    }
  }

  private String text() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      if (log.length() < start) {
        throw new IllegalStateException(
            "the audit log was rotated while the test read it; run it again");
      }
      byte[] bytes = new byte[Math.toIntExact(log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
