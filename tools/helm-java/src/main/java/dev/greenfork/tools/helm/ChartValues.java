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

  @Option(names = "--set", paramLabel = "KEY=VALUE", description = "One value; may be repeated.")
  Map<String, String> single = Map.of();

  void apply(Consumer<Path> file, BiConsumer<String, Object> value) {
    files.forEach(file);
    single.forEach(value);
  }
}
