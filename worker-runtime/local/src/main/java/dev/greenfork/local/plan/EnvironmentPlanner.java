package dev.greenfork.local.plan;

import dev.greenfork.decisions.resources.EnvVar;
import dev.greenfork.decisions.resources.WorkerPoolSpec;
import dev.greenfork.local.LocalException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that the manifest of a pool gives to its workers, as a container gets them. */
final class EnvironmentPlanner {

  /**
   * Kubernetes: {@code $(NAME)} is the value of a variable before it, {@code $$(} is no reference.
   */
  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$)?\\(([^()]+)\\)");

  private final Values values;
  private final List<String> notices;

  EnvironmentPlanner(Values values, List<String> notices) {
    this.values = values;
    this.notices = notices;
  }

  /** First {@code envFrom}, then {@code env} over it. */
  Map<String, String> plan(String namespace, String pool, WorkerPoolSpec spec) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (spec.envFrom() != null) {
      spec.envFrom().forEach(source -> addAll(environment, namespace, pool, source));
    }
    if (spec.env() != null) {
      for (EnvVar variable : spec.env()) {
        String value = value(namespace, pool, variable);
        if (value != null) {
          environment.put(variable.name(), expand(value, environment));
        }
      }
    }
    return environment;
  }

  private void addAll(
      Map<String, String> environment, String namespace, String pool, Map<String, Object> source) {
    String prefix = source.get("prefix") instanceof String text ? text : "";
    source.forEach(
        (field, ref) -> {
          if (ref instanceof Map<?, ?> reference) {
            String kind = field.equals("secretRef") ? "Secret" : "ConfigMap";
            String name = String.valueOf(reference.get("name"));
            values
                .all(kind, namespace, name)
                .ifPresentOrElse(
                    entries ->
                        entries.forEach((key, value) -> environment.put(prefix + key, value)),
                    () -> missing(pool, "%s %s".formatted(kind, name), reference));
          }
        });
  }

  private @Nullable String value(String namespace, String pool, EnvVar variable) {
    if (variable.valueFrom() == null) {
      return variable.value() == null ? "" : variable.value();
    }
    for (var source : variable.valueFrom().entrySet()) {
      if (source.getKey().endsWith("KeyRef") && source.getValue() instanceof Map<?, ?> ref) {
        String kind = source.getKey().equals("secretKeyRef") ? "Secret" : "ConfigMap";
        Values.Reference reference =
            new Values.Reference(
                kind, namespace, String.valueOf(ref.get("name")), String.valueOf(ref.get("key")));
        return values
            .entry(reference)
            .orElseGet(
                () -> {
                  missing(
                      pool,
                      "variable %s from key %s of %s %s"
                          .formatted(variable.name(), reference.key(), kind, reference.name()),
                      ref);
                  return null;
                });
      }
    }
    notices.add(
        "Pool %s: variable %s is left out, as it speaks of the pod that a worker has in a cluster."
            .formatted(pool, variable.name()));
    return null;
  }

  private static void missing(String pool, String what, Map<?, ?> reference) {
    if (!Boolean.TRUE.equals(reference.get("optional"))) {
      throw new LocalException(
          "Pool %s takes %s, which is in none of the files: add it to them.".formatted(pool, what));
    }
  }

  private static String expand(String value, Map<String, String> before) {
    return REFERENCE
        .matcher(value)
        .replaceAll(
            match -> {
              String known = match.group(1) == null ? before.get(match.group(2)) : null;
              String kept = match.group(1) == null ? match.group() : match.group().substring(1);
              return Matcher.quoteReplacement(known == null ? kept : known);
            });
  }
}
