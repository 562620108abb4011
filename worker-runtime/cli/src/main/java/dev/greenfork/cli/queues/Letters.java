package dev.greenfork.cli.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.DeadMessage;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Finds dead letters by the names that people give, and shows them. */
final class Letters {

  static final List<String> HEAD = List.of("KEY", "AT", "REASON", "TASK", "ID", "BYTES");

  private Letters() {}

  /**
   * The letters with these keys or task ids, in the order of the list.
   *
   * @throws IllegalArgumentException for a name that none has
   */
  static List<DeadMessage> pick(List<DeadMessage> all, String queue, List<String> names) {
    List<DeadMessage> picked = new ArrayList<>();
    for (String name : names) {
      List<DeadMessage> found = all.stream().filter(each -> isNamed(each, name)).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException(
            "Queue %s has no dead letter with key or task id %s; see greenfork dead list %s."
                .formatted(queue, name, queue));
      }
      picked.addAll(found);
    }
    return picked.stream().distinct().toList();
  }

  static List<String> row(DeadMessage letter) {
    return List.of(
        letter.key(),
        letter.at() == null ? "-" : letter.at().truncatedTo(ChronoUnit.SECONDS).toString(),
        letter.why().reason(),
        Objects.requireNonNullElse(letter.why().task(), "-"),
        Objects.requireNonNullElse(letter.why().id(), "-"),
        letter.message().bytes() + (letter.message().truncated() ? " (truncated)" : ""));
  }

  static ObjectNode tree(DeadMessage letter) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("queue", letter.queue())
        .put("key", letter.key())
        .put("at", letter.at() == null ? null : letter.at().toString())
        .put("reason", letter.why().reason())
        .put("detail", letter.why().detail())
        .put("task", letter.why().task())
        .put("id", letter.why().id())
        .put("bytes", letter.message().bytes())
        .put("truncated", letter.message().truncated());
  }

  static String message(DeadMessage letter) {
    return new String(letter.message().envelope(), StandardCharsets.UTF_8);
  }

  private static boolean isNamed(DeadMessage letter, String name) {
    return letter.key().equals(name) || name.equals(letter.why().id());
  }
}
