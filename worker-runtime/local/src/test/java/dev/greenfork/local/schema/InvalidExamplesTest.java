package dev.greenfork.local.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.local.manifest.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidExamplesTest {
  private static final Path EXAMPLES = Path.of("../../examples/invalid");
  private static final String MARK = "# refused: ";

  static Stream<Path> files() throws IOException {
    try (var files = Files.list(EXAMPLES)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void refuses_the_file_with_the_sentence_of_the_api_server(Path file) throws IOException {
    var first = Files.readAllLines(file).getFirst();
    assertThat(first).as("first line of " + file).startsWith(MARK);
    var validator = new Validator(Definitions.load());

    var violations =
        ManifestReader.read(file).stream().flatMap(m -> validator.apply(m).stream()).toList();

    assertThat(violations)
        .extracting(Violation::toString)
        .anySatisfy(violation -> assertThat(violation).contains(first.substring(MARK.length())));
  }
}
