package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All that was captured from stock clients and workers, and what mutation found before. */
final class Corpus {

  private static final ObjectMapper JSON = CeleryJson.mapper(Limits.DEFAULT);

  private Corpus() {}

  /** The files of a folder of golden files; none where there is no such folder. */
  static List<byte[]> files(String folder) {
    try {
      Path golden = Path.of(Objects.requireNonNull(Corpus.class.getResource("/golden")).toURI());
      Path files = golden.resolve(folder);
      if (!Files.isDirectory(files)) {
        return List.of();
      }
      try (Stream<Path> all = Files.list(files)) {
        return all.filter(file -> !file.toString().endsWith(".py"))
            .sorted()
            .map(Corpus::read)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The signatures of the captured workflows. */
  static List<byte[]> signatures() {
    JsonNode workflows = tree(files("canvas").getFirst());
    return workflows
        .propertyStream()
        .map(field -> bytes(field.getValue().get("signature")))
        .toList();
  }

  static JsonNode tree(byte[] json) {
    try {
      return JSON.readTree(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(JsonNode tree) {
    try {
      return JSON.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
