package dev.greenfork.decisions.routing;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.decisions.resources.TaskKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Task indexes and rules as they stand at the broker: a line each, its words apart by tabs. Readers
 * leave out lines that they cannot read, of a later version for example, and words that they do not
 * expect.
 */
public final class RoutingText {

  /** Tasks of one index; what an application has beyond is not known to others. */
  public static final int MOST_TASKS = 10_000;

  private RoutingText() {}

  /** Name, kind and, where there is one, the type that is required. */
  public static String ofTasks(Collection<KnownTask> tasks) {
    StringBuilder text = new StringBuilder();
    tasks.stream()
        .filter(task -> isWord(task.name()))
        .sorted(Comparator.comparing(KnownTask::name))
        .limit(MOST_TASKS)
        .forEach(
            task ->
                line(
                    text,
                    task.name(),
                    task.kind().word(),
                    task.requires() == null ? "" : task.requires().word()));
    return text.toString();
  }

  /** Reads {@link #ofTasks}. */
  public static List<KnownTask> tasks(String text) {
    return lines(
        text, words -> new KnownTask(words[0], TaskKind.of(words[1]), type(word(words, 2))));
  }

  /** Task, kind, route, required type and other queue; empty what is not said. */
  public static String ofRules(Collection<RouteRule> rules) {
    StringBuilder text = new StringBuilder();
    rules.stream()
        .filter(rule -> isWord(rule.task()))
        .forEach(
            rule -> {
              Aim aim = rule.aim();
              line(
                  text,
                  rule.task(),
                  aim.kind() == null ? "" : aim.kind().word(),
                  rule.route(),
                  aim.requires() == null ? "" : aim.requires().word(),
                  aim.queue() == null ? "" : aim.queue());
            });
    return text.toString();
  }

  /** Reads {@link #ofRules}. */
  public static List<RouteRule> rules(String text) {
    return lines(
        text,
        words ->
            new RouteRule(
                words[0],
                new Aim(
                    words[1].isEmpty() ? null : TaskKind.of(words[1]),
                    type(word(words, 3)),
                    word(words, 4).isEmpty() ? null : word(words, 4)),
                word(words, 2)));
  }

  /** Task, and the type of pool in which it was found to run best. */
  public static String ofLearned(Map<String, PoolType> places) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(places)
        .forEach(
            (task, type) -> {
              if (isWord(task)) {
                line(text, task, type.word());
              }
            });
    return text.toString();
  }

  /** Reads {@link #ofLearned}. */
  public static Map<String, PoolType> learned(String text) {
    Map<String, PoolType> places = new HashMap<>();
    for (String[] words : lines(text, words -> words)) {
      PoolType type = type(words[1]);
      if (type != null) {
        places.put(words[0], type);
      }
    }
    return places;
  }

  private static String word(String[] words, int at) {
    return words.length > at ? words[at] : "";
  }

  private static @Nullable PoolType type(String word) {
    return switch (word) {
      case "green" -> PoolType.GREEN;
      case "prefork" -> PoolType.PREFORK;
      default -> null;
    };
  }

  private static boolean isWord(String name) {
    return !name.isEmpty() && name.chars().noneMatch(Character::isISOControl);
  }

  private static void line(StringBuilder text, String... words) {
    text.append(String.join("\t", words)).append('\n');
  }

  private static <T> List<T> lines(String text, Function<String[], T> reader) {
    List<T> found = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      String[] words = line.split("\t", -1);
      if (words.length > 1 && !words[0].isEmpty()) {
        read(words, reader).ifPresent(found::add);
      }
    }
    return found;
  }

  private static <T> Optional<T> read(String[] words, Function<String[], T> reader) {
    try {
      return Optional.of(reader.apply(words));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // What wrote it knows more than this version.
    }
  }
}
