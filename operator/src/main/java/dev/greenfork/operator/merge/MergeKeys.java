package dev.greenfork.operator.merge;

import java.util.Map;
import java.util.Optional;

/**
 * Which lists of a pod template are merged entry by entry, and by which field (Kubernetes API:
 * patchMergeKey).
 */
final class MergeKeys {

  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("ephemeralContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("resourceClaims", "name"),
          Map.entry("ports", "containerPort"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("volumeDevices", "devicePath"),
          Map.entry("hostAliases", "ip"),
          Map.entry("topologySpreadConstraints", "topologyKey"));

  private MergeKeys() {}

  /** The key of the list in this field; empty for a list that is replaced as a whole. */
  static Optional<String> of(String field) {
    return Optional.ofNullable(KEYS.get(field));
  }
}
