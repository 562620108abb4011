package dev.greenfork.tools.helm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Where values come from. */
final class ChartValues {

  @Option(
      names = {"-f", "--values"},
      paramLabel = "FILE",
      description = "File with values; may be repeated.")
  List<Path> files = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "One value, or a list as {A,B}; may be repeated.")
  Map<String, String> single = Map.of();

  void apply(Consumer<Path> file, BiConsumer<String, Object> value) {
    files.forEach(file);
    single.forEach((path, text) -> set(path, text, value));
  }

  /** The library takes everything after the first = as one text; Helm knows lists. */
  private static void set(String path, String text, BiConsumer<String, Object> value) {
    if (text.startsWith("{") && text.endsWith("}")) {
      String[] entries = text.substring(1, text.length() - 1).split(",", -1);
      for (int i = 0; i < entries.length; i++) {
        value.accept("%s[%d]".formatted(path, i), entries[i]);
      }
    } else if (text.contains(",")) {
      throw new IllegalArgumentException(
          "--set %s=%s: one value for each --set, or a list as {A,B}".formatted(path, text));
    } else {
      value.accept(path, text);
    }
  }
}
