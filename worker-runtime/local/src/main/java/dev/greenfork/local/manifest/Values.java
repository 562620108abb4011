package dev.greenfork.local.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the Secrets and ConfigMaps among the manifests hold. */
public final class Values {
  private final Map<String, Map<String, String>> objects;

  private Values(Map<String, Map<String, String>> objects) {
    this.objects = objects;
  }

  /**
   * The values of the Secrets and ConfigMaps in these manifests; a later one of the same name
   * replaces an earlier.
   */
  public static Values of(List<Manifest> manifests) {
    var objects = new LinkedHashMap<String, Map<String, String>>();
    for (Manifest manifest : manifests) {
      switch (manifest.kind()) {
        case "Secret" -> {
          var values = strings(manifest.content().path("data"));
          values.replaceAll(
              (key, value) ->
                  new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8));
          values.putAll(strings(manifest.content().path("stringData")));
          objects.put(id("Secret", manifest.name()), values);
        }
        case "ConfigMap" ->
            objects.put(id("ConfigMap", manifest.name()), strings(manifest.content().path("data")));
        default -> {}
      }
    }
    return new Values(objects);
  }

  /** The entry of a Secret or ConfigMap, if it is among the manifests. */
  public Optional<String> get(String kind, String name, String key) {
    return Optional.ofNullable(objects.getOrDefault(id(kind, name), Map.of()).get(key));
  }

  /** All entries of a Secret or ConfigMap; empty if it is not among the manifests. */
  public Map<String, String> all(String kind, String name) {
    return Map.copyOf(objects.getOrDefault(id(kind, name), Map.of()));
  }

  private static String id(String kind, String name) {
    return kind + '/' + name;
  }

  private static Map<String, String> strings(JsonNode node) {
    var values = new LinkedHashMap<String, String>();
    node.properties().forEach(entry -> values.put(entry.getKey(), entry.getValue().asText()));
    return values;
  }
}
