package dev.greenfork.protocol.canvas;

/**
 * How many ends of tasks a signature brings to the chord that it is a part of (_chord._descend).
 */
final class ChordSize {

  private ChordSize() {}

  static int of(Sig sig) {
    return switch (sig.type) {
      case TASK -> 1;
      case GROUP -> sig.tasks.stream().mapToInt(ChordSize::of).sum();
      case CHORD -> sig.body == null ? 0 : of(sig.body);
      // The last step that is not empty counts.
      case CHAIN ->
          sig.tasks.reversed().stream()
              .mapToInt(ChordSize::of)
              .filter(n -> n > 0)
              .findFirst()
              .orElse(0);
    };
  }
}
