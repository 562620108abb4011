package dev.greenfork.tests.cluster.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.tests.cluster.support.Checkout;
import dev.greenfork.tests.cluster.support.Kubectl;
import dev.greenfork.tests.cluster.support.OnCluster;
import dev.greenfork.tests.cluster.support.TestNamespace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(OnCluster.class)
class InvalidExamplesIT {

  private static final String MARK = "# refused: ";

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Checkout.path("examples/invalid"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void the_api_server_refuses_it_with_its_sentence(Path file, TestNamespace namespace)
      throws IOException {
    String sentence = Files.readAllLines(file).getFirst();
    assertThat(sentence).startsWith(MARK);

    Kubectl.Result applied = Kubectl.run(namespace.name(), "apply", "--filename", file.toString());

    assertThat(applied.exit()).as(applied.output()).isNotZero();
    assertThat(applied.output()).contains(sentence.substring(MARK.length()));
    namespace.pool("feeds").delete();
  }
}
