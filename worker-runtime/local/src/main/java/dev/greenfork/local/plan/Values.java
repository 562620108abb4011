package dev.greenfork.local.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.local.LocalException;
import dev.greenfork.local.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The entries of the Secrets and ConfigMaps among the manifests. An entry that none of them holds
 * can be given as a variable of this process instead.
 */
final class Values {

  /** Where an entry is looked for. */
  record Reference(String kind, String namespace, String name, String key) {

    /** The variable of this process that stands in for it. */
    String variable() {
      return "GREENFORK_LOCAL_"
          + (name + "_" + key).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
  }

  private final Map<List<String>, Map<String, String>> objects = new LinkedHashMap<>();
  private final Map<String, String> environment;

  /** Of several objects of one name the last one counts. */
  Values(List<Manifest> manifests, Map<String, String> environment) {
    this.environment = environment;
    for (Manifest manifest : manifests) {
      if (manifest.kind().equals("Secret") || manifest.kind().equals("ConfigMap")) {
        objects.put(
            List.of(manifest.kind(), manifest.namespace(), manifest.name()), entries(manifest));
      }
    }
  }

  /** One entry. */
  Optional<String> entry(Reference reference) {
    return all(reference.kind(), reference.namespace(), reference.name())
        .map(entries -> entries.get(reference.key()))
        .or(() -> Optional.ofNullable(environment.get(reference.variable())));
  }

  /** All entries of an object. */
  Optional<Map<String, String>> all(String kind, String namespace, String name) {
    return Optional.ofNullable(objects.get(List.of(kind, namespace, name)));
  }

  private static Map<String, String> entries(Manifest manifest) {
    Map<String, String> entries = new LinkedHashMap<>();
    boolean secret = manifest.kind().equals("Secret");
    for (var entry : manifest.body().path("data").properties()) {
      String text = text(manifest, entry.getKey(), entry.getValue());
      entries.put(entry.getKey(), secret ? decoded(manifest, entry.getKey(), text) : text);
    }
    if (secret) {
      for (var entry : manifest.body().path("stringData").properties()) {
        entries.put(entry.getKey(), text(manifest, entry.getKey(), entry.getValue()));
      }
    }
    return entries;
  }

  private static String text(Manifest manifest, String key, JsonNode value) {
    if (!value.isTextual()) {
      throw new LocalException(
          "%s: %s of %s %s must be text: put it in quotes"
              .formatted(manifest.origin(), key, manifest.kind(), manifest.name()));
    }
    return value.textValue();
  }

  private static String decoded(Manifest manifest, String key, String text) {
    try {
      return new String(Base64.getMimeDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new LocalException(
          "%s: %s in data of Secret %s is no base64: encode it, or write it as it is to stringData"
              .formatted(manifest.origin(), key, manifest.name()),
          e);
    }
  }
}
