package dev.greenfork.local.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads files of YAML (or JSON) documents. */
public final class ManifestReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
              YAMLFactory.builder().enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL).build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

  private ManifestReader() {}

  /**
   * All documents of a file, or of the {@code .yaml} and {@code .yml} files of a directory by name;
   * empty documents and the items of a {@code List} as kubectl takes them.
   *
   * @throws LocalException if a file cannot be read or is no YAML
   */
  public static List<Manifest> read(Path path) {
    var manifests = new ArrayList<Manifest>();
    for (Path file : files(path)) {
      manifests.addAll(parse(file.toString(), text(file)));
    }
    return manifests;
  }

  static List<Manifest> parse(String source, String yaml) {
    var documents = new ArrayList<JsonNode>();
    try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
      while (values.hasNextValue()) {
        var document = values.nextValue();
        if (!document.isNull() && !document.isMissingNode()) {
          documents.add(document);
        }
      }
    } catch (JsonProcessingException e) {
      var place = e.getLocation();
      throw new LocalException(
          "%s, line %d: this is no YAML: %s"
              .formatted(source, place == null ? 0 : place.getLineNr(), e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new LocalException("cannot read " + source + ": " + e.getMessage(), e);
    }
    return manifests(source, documents);
  }

  private static List<Manifest> manifests(String source, List<JsonNode> documents) {
    var manifests = new ArrayList<Manifest>();
    for (int i = 0; i < documents.size(); i++) {
      var name = documents.size() == 1 ? source : source + ", document " + (i + 1);
      if (!(documents.get(i) instanceof ObjectNode object) || !object.path("kind").isTextual()) {
        throw new LocalException(
            name + " has no kind: a manifest has apiVersion, kind, metadata and spec");
      }
      if (object.path("kind").asText().equals("List")) {
        object.path("items").forEach(item -> manifests.addAll(manifests(name, List.of(item))));
      } else {
        manifests.add(new Manifest(name, object));
      }
    }
    return manifests;
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> children = Files.list(path)) {
      return children
          .filter(p -> p.toString().endsWith(".yaml") || p.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LocalException("cannot list " + path + ": " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new LocalException(
          "cannot read "
              + file
              + ": "
              + e.getMessage()
              + "; name a file or directory of manifests with -f",
          e);
    }
  }
}
