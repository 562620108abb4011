package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * One document of a manifest file.
 *
 * @param source the file and, where it has several documents, which one; for messages
 * @param content the whole document
 */
public record Manifest(String source, ObjectNode content) {
  public String apiVersion() {
    return content.path("apiVersion").asText();
  }

  public String kind() {
    return content.path("kind").asText();
  }

  public String name() {
    return content.path("metadata").path("name").asText();
  }

  /** Whether it is one of Greenfork's own resources. */
  public boolean isGreenfork() {
    return apiVersion().startsWith("greenfork.dev/");
  }
}
