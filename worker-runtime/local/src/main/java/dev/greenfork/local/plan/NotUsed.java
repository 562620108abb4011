package dev.greenfork.local.plan;

import dev.greenfork.decisions.resources.WorkerPoolSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names the fields of a pool that mean something in a cluster only. */
final class NotUsed {

  private NotUsed() {}

  static Optional<String> of(String pool, WorkerPoolSpec spec) {
    List<String> fields = new ArrayList<>(List.of("image"));
    add(fields, "tasks", spec.tasks());
    add(fields, "resources", spec.resources());
    add(fields, "volumes", spec.volumes());
    add(fields, "volumeMounts", spec.volumeMounts());
    add(fields, "podTemplate", spec.podTemplate());
    // Every pool has an image, and the tasks come from --tasks instead: that alone is no news.
    return fields.size() == 1
        ? Optional.empty()
        : Optional.of(
            "Pool %s: %s are for a cluster and not used here."
                .formatted(pool, String.join(", ", fields)));
  }

  private static void add(List<String> fields, String name, @Nullable Object value) {
    if (value != null) {
      fields.add(name);
    }
  }
}
