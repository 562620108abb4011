package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One object of a manifest.
 *
 * @param origin where it stands, for people: file and number of the document
 * @param body the whole object, as written
 */
public record Manifest(String origin, ObjectNode body) {

  /** The namespace of objects that name none. */
  public static final String DEFAULT_NAMESPACE = "default";

  /** Group and version, such as {@code greenfork.dev/v1alpha1}; empty where none is given. */
  public String apiVersion() {
    return text(body.path("apiVersion"));
  }

  /** What it is, such as {@code WorkerPool}; empty where it does not say. */
  public String kind() {
    return text(body.path("kind"));
  }

  /** Its name, empty where it has none. */
  public String name() {
    return text(body.path("metadata").path("name"));
  }

  /** Its namespace, {@code default} where it names none. */
  public String namespace() {
    String namespace = text(body.path("metadata").path("namespace"));
    return namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace;
  }

  /** Its name, with the namespace before it where that is not the default one. */
  public String label() {
    return namespace().equals(DEFAULT_NAMESPACE) ? name() : namespace() + "." + name();
  }

  /** The object with another body, for example one with defaults filled in. */
  public Manifest with(ObjectNode other) {
    return new Manifest(origin, other);
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }
}
