package dev.greenfork.local.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.local.manifest.Manifest;
import dev.greenfork.local.manifest.ManifestFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sentence of ours is one of a real API server, and every one of its is ours. */
class ApiServerIT {

  private static final Path ROOT = Path.of("..", "..");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Validator VALIDATOR = new Validator();
  private static @Nullable ApiServer server;

  @BeforeAll
  static void start() throws IOException {
    server = ApiServer.start(ROOT.resolve("crds"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("examples/invalid"))) {
      return files.sorted().toList();
    }
  }

  /** Lines of the form {@code pool concurrency: 0}: one field of a right manifest put wrong. */
  static List<String> mutations() throws IOException {
    try (InputStream lines = ApiServerIT.class.getResourceAsStream("mutations.txt")) {
      return new String(lines.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void says_what_the_api_server_says_to_a_wrong_example(Path file) {
    List<Manifest> manifests = read(file.toString(), InputStream.nullInputStream());

    Manifest former = manifests.size() == 1 ? null : manifests.getFirst();

    compare(manifests.getLast(), former);
  }

  @ParameterizedTest
  @MethodSource("mutations")
  void says_what_the_api_server_says_to_a_wrong_field(String line) throws IOException {
    int space = line.indexOf(' ');
    int colon = line.indexOf(": ");
    boolean pool = line.substring(0, space).equals("pool");
    String base =
        pool
            ? """
              {"apiVersion": "greenfork.dev/v1alpha1", "kind": "WorkerPool", "metadata": {"name": "feeds"},
               "spec": {"type": "green", "image": "feeds:1", "broker": "main"}}"""
            : """
              {"apiVersion": "greenfork.dev/v1alpha1", "kind": "Broker", "metadata": {"name": "main"},
               "spec": {"redis": {"url": "redis://h:1"}}}""";
    ObjectNode object = (ObjectNode) JSON.readTree(base);
    String path = line.substring(space + 1, colon);
    String value = line.substring(colon + 2);
    set(object, path, value.equals("absent") ? null : JSON.readTree(value));

    compare(new Manifest(line, object), null);
  }

  @Test
  void reads_yaml_as_kubectl_does_before_it_sends_it() {
    String yaml =
        """
        apiVersion: greenfork.dev/v1alpha1
        kind: WorkerPool
        metadata: {name: feeds}
        spec: {type: prefork, image: on, broker: 'main', concurrency: 0x10, queues: [yes, 1:30, 012]}
        """;

    compare(
        read("-", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8))).getFirst(),
        null);
  }

  private static void compare(Manifest manifest, @Nullable Manifest former) {
    Set<String> theirs =
        Objects.requireNonNull(server)
            .judge(manifest.body(), former == null ? null : former.body())
            .stream()
            // The scale subresource stumbles over what was just refused, and says so as well.
            .filter(sentence -> !sentence.contains("accessor error"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(sentences(VALIDATOR.judge(manifest, former))).isEqualTo(theirs);
  }

  private static Set<String> sentences(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted _ -> Set.of();
      case Verdict.Refused refused ->
          refused.summary().contains("cannot be handled")
              ? Set.of(refused.text())
              : new TreeSet<>(refused.sentences());
    };
  }

  private static List<Manifest> read(String name, InputStream standardInput) {
    return new ManifestFiles(standardInput).read(List.of(name));
  }

  private static void set(ObjectNode object, String path, @Nullable JsonNode value) {
    String[] names = path.split("/", -1);
    ObjectNode here = object;
    for (int i = 0; i < names.length - 1; i++) {
      here = here.withObjectProperty(names[i]);
    }
    String last = names[names.length - 1];
    if (value == null) {
      here.remove(last);
    } else {
      here.set(last, value);
    }
  }
}
