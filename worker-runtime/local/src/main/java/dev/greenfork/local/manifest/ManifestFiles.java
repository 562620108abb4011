package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.local.LocalException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads manifest files, as {@code kubectl apply -f} does. */
public final class ManifestFiles {

  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

  private final InputStream standardInput;

  /** Reads {@code -} from this stream. */
  public ManifestFiles(InputStream standardInput) {
    this.standardInput = standardInput;
  }

  /**
   * All objects of files, folders (their .yaml, .yml and .json files, by name, not deeper) and
   * standard input ({@code -}), in order; those in a {@code List} one by one.
   *
   * @throws LocalException if one cannot be read, or if there is no object at all
   */
  public List<Manifest> read(List<String> names) {
    List<Manifest> manifests = new ArrayList<>();
    for (String name : names) {
      if (name.equals("-")) {
        objects("standard input", text(name), manifests);
      } else {
        for (Path file : files(Path.of(name))) {
          objects(file.toString(), text(file.toString()), manifests);
        }
      }
    }
    if (manifests.isEmpty()) {
      throw new LocalException("No object is in %s.".formatted(String.join(", ", names)));
    }
    return List.copyOf(manifests);
  }

  private static List<Path> files(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> ENDINGS.stream().anyMatch(file.toString()::endsWith))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new LocalException("Folder %s cannot be read: %s".formatted(path, e.getMessage()), e);
    }
  }

  private String text(String name) {
    try {
      return name.equals("-")
          ? new String(standardInput.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(Path.of(name));
    } catch (NoSuchFileException e) {
      throw new LocalException("There is no file %s.".formatted(name), e);
    } catch (IOException e) {
      throw new LocalException("%s cannot be read: %s".formatted(name, e.getMessage()), e);
    }
  }

  private static void objects(String file, String text, List<Manifest> into) {
    List<JsonNode> documents = YamlDocuments.read(file, text);
    for (int i = 0; i < documents.size(); i++) {
      String origin = documents.size() == 1 ? file : file + ", document " + (i + 1);
      add(origin, documents.get(i), into);
    }
  }

  private static void add(String origin, JsonNode document, List<Manifest> into) {
    if (!(document instanceof ObjectNode object)) {
      throw new LocalException(
          "%s is no Kubernetes object: it must start with apiVersion and kind.".formatted(origin));
    }
    Manifest manifest = new Manifest(origin, object);
    if (manifest.kind().equals("List") && object.path("items").isArray()) {
      object.path("items").forEach(item -> add(origin, item, into));
      return;
    }
    for (String field : List.of("apiVersion", "kind")) {
      if (!object.path(field).isTextual()) {
        throw new LocalException("%s: %s not set".formatted(origin, field));
      }
    }
    into.add(manifest);
  }
}
