package dev.greenfork.operator.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Merges as {@code kubectl patch --type strategic} does: maps by field, known lists by key, null
 * removes a field, and {@code $patch: delete | replace} in an entry or map removes or replaces it.
 * Pure; neither argument is changed.
 */
public final class StrategicMerge {

  private static final String DIRECTIVE = "$patch";

  private StrategicMerge() {}

  /** The base with the patch laid over it. */
  public static Map<String, @Nullable Object> merge(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> patch) {
    if ("replace".equals(patch.get(DIRECTIVE))) {
      return withoutDirective(patch);
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(base);
    patch.forEach(
        (field, value) -> {
          Object over = value == null ? null : over(field, merged.get(field), value);
          if (over == null) {
            merged.remove(field);
          } else {
            merged.put(field, over);
          }
        });
    merged.remove(DIRECTIVE);
    return merged;
  }

  private static @Nullable Object over(String field, @Nullable Object below, Object value) {
    if (value instanceof Map<?, ?> patch) {
      if ("delete".equals(patch.get(DIRECTIVE))) {
        return null;
      }
      return merge(below instanceof Map<?, ?> map ? fields(map) : Map.of(), fields(patch));
    }
    if (value instanceof List<?> patch) {
      Optional<String> key = MergeKeys.of(field);
      return key.isPresent()
          ? lists(key.get(), below instanceof List<?> list ? list : List.of(), patch)
          : patch;
    }
    return value;
  }

  /** Entries keep the base's order; new ones follow in the patch's. */
  private static List<Object> lists(String key, List<?> base, List<?> patch) {
    if (patch.stream().anyMatch(entry -> isDirective(entry, "replace", key))) {
      return patch.stream()
          .filter(entry -> !isDirective(entry, "replace", key))
          .map(Object.class::cast)
          .toList();
    }
    List<Object> merged = new ArrayList<>(base);
    for (Object entry : patch) {
      Map<String, @Nullable Object> over = fields((Map<?, ?>) entry);
      int at = indexOf(merged, key, over.get(key));
      if ("delete".equals(over.get(DIRECTIVE))) {
        if (at >= 0) {
          merged.remove(at);
        }
      } else if (at < 0) {
        merged.add(withoutDirective(over));
      } else {
        merged.set(at, merge(fields((Map<?, ?>) merged.get(at)), over));
      }
    }
    return merged;
  }

  /**
   * A bare {@code $patch: replace} entry speaks of the whole list, one with a key of that entry.
   */
  private static boolean isDirective(Object entry, String directive, String key) {
    return entry instanceof Map<?, ?> map
        && directive.equals(map.get(DIRECTIVE))
        && !map.containsKey(key);
  }

  private static int indexOf(List<Object> list, String key, @Nullable Object wanted) {
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i) instanceof Map<?, ?> map && Objects.equals(map.get(key), wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static Map<String, @Nullable Object> withoutDirective(
      Map<String, @Nullable Object> patch) {
    return merge(Map.of(), without(patch));
  }

  private static Map<String, @Nullable Object> without(Map<String, @Nullable Object> patch) {
    Map<String, @Nullable Object> rest = new LinkedHashMap<>(patch);
    rest.remove(DIRECTIVE);
    return rest;
  }

  private static Map<String, @Nullable Object> fields(Map<?, ?> map) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((field, value) -> fields.put(String.valueOf(field), value));
    return fields;
  }
}
