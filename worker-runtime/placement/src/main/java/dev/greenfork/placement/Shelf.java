package dev.greenfork.placement;

import dev.greenfork.broker.Notes;
import dev.greenfork.decisions.placement.ByType;
import dev.greenfork.decisions.placement.Evidence;
import dev.greenfork.decisions.placement.PlacementText;
import dev.greenfork.decisions.resources.PoolType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of all tasks of a broker, as it is kept there. */
public final class Shelf {

  private static final String NOTES = "tasks";
  private static final Duration LIFE = Duration.ofDays(30);

  private final Notes notes;

  public Shelf(Notes notes) {
    this.notes = notes;
  }

  /** Everything; what cannot be read is left out. Three round trips. */
  public Map<String, TaskState> read() {
    Map<String, String> green = notes.read(topic(PoolType.GREEN));
    Map<String, String> prefork = notes.read(topic(PoolType.PREFORK));
    Map<String, TaskState> tasks = new HashMap<>();
    notes
        .read(NOTES)
        .forEach(
            (task, text) ->
                PlacementText.note(text)
                    .ifPresent(
                        note ->
                            tasks.put(
                                task,
                                new TaskState(
                                    new ByType<>(
                                        evidence(green.get(task)), evidence(prefork.get(task))),
                                    note))));
    return tasks;
  }

  /** Writes these tasks as they are in the map; those that are not there are removed. */
  void write(Collection<String> tasks, Map<String, TaskState> all) {
    Map<String, String> green = new HashMap<>();
    Map<String, String> prefork = new HashMap<>();
    Map<String, String> texts = new HashMap<>();
    Set<String> gone = new HashSet<>();
    for (String task : tasks) {
      TaskState state = all.get(task);
      if (state == null) {
        gone.add(task);
      } else {
        green.put(task, PlacementText.of(state.evidence().green()));
        prefork.put(task, PlacementText.of(state.evidence().prefork()));
        texts.put(task, PlacementText.of(state.note()));
      }
    }
    notes.write(topic(PoolType.GREEN), green, gone, LIFE);
    notes.write(topic(PoolType.PREFORK), prefork, gone, LIFE);
    notes.write(NOTES, texts, gone, LIFE);
  }

  private static Evidence evidence(@Nullable String text) {
    return text == null ? Evidence.NONE : PlacementText.evidence(text).orElse(Evidence.NONE);
  }

  private static String topic(PoolType type) {
    return "evidence." + type.word();
  }
}
