package dev.greenfork.decisions.placement;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What was seen as one word: the numbers, then each histogram as class:runs pairs. */
final class SeenText {

  private static final int NUMBERS = 8;

  private SeenText() {}

  static String of(Seen seen) {
    Seen.Counts counts = seen.counts();
    Seen.Used used = seen.used();
    String numbers =
        LongStream.of(
                counts.runs(),
                counts.failed(),
                counts.hogs(),
                counts.pins(),
                used.wallNanos(),
                used.measured(),
                used.cpuNanos(),
                used.bytes())
            .mapToObj(Long::toString)
            .collect(Collectors.joining(","));
    return String.join(
        "|",
        numbers,
        histogram(seen.spread().wall()),
        histogram(seen.spread().cpu()),
        histogram(seen.spread().share()));
  }

  static Seen read(String text) {
    String[] parts = text.split("\\|", -1);
    String[] numbers = parts[0].split(",", -1);
    if (parts.length != 4 || numbers.length != NUMBERS) {
      throw new IllegalArgumentException("no record of runs: " + text);
    }
    long[] n = new long[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      n[i] = Long.parseLong(numbers[i]);
    }
    return new Seen(
        new Seen.Counts(n[0], n[1], n[2], n[3]),
        new Seen.Used(n[4], n[5], n[6], n[7]),
        new Seen.Spread(histogram(parts[1]), histogram(parts[2]), histogram(parts[3])));
  }

  private static String histogram(Histogram histogram) {
    return histogram.counts().entrySet().stream()
        .map(each -> each.getKey() + ":" + each.getValue())
        .collect(Collectors.joining(","));
  }

  private static Histogram histogram(String text) {
    Map<Integer, Long> counts = new TreeMap<>();
    if (!text.isEmpty()) {
      for (String pair : text.split(",", -1)) {
        int colon = pair.indexOf(':');
        counts.put(
            Integer.valueOf(pair.substring(0, Math.max(0, colon))),
            Long.valueOf(pair.substring(colon + 1)));
      }
    }
    return Histogram.of(counts);
  }
}
