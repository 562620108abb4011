package dev.greenfork.decisions.placement;

import dev.greenfork.decisions.resources.PoolType;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Evidence and notes as they stand at the broker: words apart by tabs, the first of them the
 * version. A reader passes over what it cannot read, of a later version for example.
 */
public final class PlacementText {

  private static final String VERSION = "1";
  private static final int EVIDENCE_WORDS = 7;
  private static final int NOTE_WORDS = 10;

  private PlacementText() {}

  /** Evidence in one type of pool. */
  public static String of(Evidence evidence) {
    Peak peak = evidence.longest();
    return String.join(
        "\t",
        VERSION,
        millis(evidence.until()),
        Integer.toString(peak.now()),
        Integer.toString(peak.before()),
        millis(peak.since()),
        SeenText.of(evidence.current()),
        SeenText.of(evidence.previous()));
  }

  /** Reads {@link #of(Evidence)}. */
  public static Optional<Evidence> evidence(String text) {
    String[] words = text.split("\t", -1);
    if (words.length < EVIDENCE_WORDS || !words[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Evidence(
              SeenText.read(words[5]),
              SeenText.read(words[6]),
              new Peak(Integer.parseInt(words[2]), Integer.parseInt(words[3]), instant(words[4])),
              instant(words[1])));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // As good as nothing: it is measured anew.
    }
  }

  /** A note. */
  public static String of(TaskNote note) {
    Placed placed = note.placed();
    return String.join(
        "\t",
        VERSION,
        placed.type().word(),
        millis(placed.since()),
        Integer.toString(placed.exiles()),
        millis(placed.restsUntil()),
        note.wanted() == null ? "" : note.wanted().word(),
        millis(note.advised()),
        Double.toString(note.cost().green()),
        Double.toString(note.cost().prefork()),
        note.sentence().replaceAll("\\p{Cntrl}", " "));
  }

  /** Reads {@link #of(TaskNote)}. */
  public static Optional<TaskNote> note(String text) {
    String[] words = text.split("\t", -1);
    PoolType type = words.length < NOTE_WORDS ? null : type(words[1]);
    if (type == null || !words[0].equals(VERSION)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new TaskNote(
              new Placed(type, instant(words[2]), Integer.parseInt(words[3]), instant(words[4])),
              type(words[5]),
              instant(words[6]),
              new ByType<>(Double.valueOf(words[7]), Double.valueOf(words[8])),
              words[9]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static Instant instant(String millis) {
    return Instant.ofEpochMilli(Long.parseLong(millis));
  }

  private static @Nullable PoolType type(String word) {
    return switch (word) {
      case "green" -> PoolType.GREEN;
      case "prefork" -> PoolType.PREFORK;
      default -> null;
    };
  }
}
