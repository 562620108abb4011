package dev.greenfork.local.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.local.manifest.Manifest;
import dev.greenfork.local.manifest.ManifestFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InvalidExamplesTest {

  private static final Path FOLDER = Path.of("..", "..", "examples", "invalid");

  private static final Validator VALIDATOR = new Validator();

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void refuses_with_the_sentence_that_the_file_states(Path file) throws IOException {
    String first = Files.readAllLines(file).getFirst();
    assertThat(first).startsWith("# refused: ");

    List<Verdict> verdicts = new ArrayList<>();
    Manifest former = null;
    for (Manifest manifest :
        new ManifestFiles(InputStream.nullInputStream()).read(List.of(file.toString()))) {
      verdicts.add(VALIDATOR.judge(manifest, former));
      former = manifest;
    }

    assertThat(verdicts.getLast())
        .isInstanceOfSatisfying(
            Verdict.Refused.class,
            refused ->
                assertThat(refused.text()).contains(first.substring("# refused: ".length())));
  }
}
