package dev.greenfork.tests.cluster.chart;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** What came out of a chart. */
record Rendered(List<HasMetadata> objects) {

  private static final Pattern SEPARATOR = Pattern.compile("(?m)^---$");

  static Rendered parse(String manifests) {
    return new Rendered(
        SEPARATOR
            .splitAsStream(manifests)
            .filter(document -> document.contains("\nkind:"))
            .map(document -> Serialization.<HasMetadata>unmarshal(document))
            .toList());
  }

  <T extends HasMetadata> List<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends HasMetadata> T one(Class<T> type, String name) {
    return all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findAny()
        .orElseThrow(
            () -> new NoSuchElementException("no %s %s".formatted(type.getSimpleName(), name)));
  }

  List<String> kinds() {
    return objects.stream().map(HasMetadata::getKind).distinct().sorted().toList();
  }
}
