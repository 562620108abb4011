package dev.greenfork.tests.cluster.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What was asked of the API server since some moment, as its audit log tells. */
public final class AuditLog {

  private static final Set<String> READS = Set.of("get", "list", "watch");
  private static final Pattern ROTATED = Pattern.compile("audit-.*\\.log");

  private final ObjectMapper json = new ObjectMapper();
  private final Path file;
  private final Object key;
  private final long start;

  private AuditLog(Path file) throws IOException {
    this.file = file;
    this.key = key(file);
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

  /** The writes of an account, one line each: verb, resource, name. */
  public List<String> writesOf(String account) {
    return eventsOf(account)
        .filter(event -> event.path("stage").asText().equals("ResponseComplete"))
        .filter(event -> !READS.contains(event.path("verb").asText()))
        .map(AuditLog::describe)
        .toList();
  }

  /**
   * All that an account asked for, as {@code audit.k8s.io/v1} Events: one when it is answered, of a
   * watch also one when it begins.
   */
  public Stream<JsonNode> eventsOf(String account) {
    return text()
        .lines()
        .filter(line -> line.contains(account) && line.endsWith("}")) // the last may be half there
        .map(this::parse)
        .filter(event -> event.at("/user/username").asText().equals(account));
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
    try {
      return key(file).equals(key) ? from(file, start) : from(lastRotated(), start) + from(file, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API server names it audit-TIME.log, so that names are in order of time. */
  private Path lastRotated() throws IOException {
    try (Stream<Path> beside = Files.list(Objects.requireNonNull(file.getParent()))) {
      return beside
          .filter(path -> ROTATED.matcher(path.getFileName().toString()).matches())
          .max(Comparator.naturalOrder())
          .filter(path -> keyOf(path).equals(key))
          .orElseThrow(() -> new IllegalStateException("rotated twice since the test began"));
    }
  }

  private static String from(Path file, long start) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[Math.toIntExact(log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private static Object keyOf(Path file) {
    try {
      return key(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Device and inode: the same for a file that was renamed. */
  private static Object key(Path file) throws IOException {
    return Objects.requireNonNull(
        Files.readAttributes(file, BasicFileAttributes.class).fileKey(), "a file has an inode");
  }
}
