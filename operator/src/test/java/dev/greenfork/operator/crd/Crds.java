package dev.greenfork.operator.crd;

import dev.greenfork.operator.resources.Broker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.operator.resources.WorkerPool;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The CRDs as text, by file name. */
final class Crds {

  private static final String HEADER =
      "# Generated from the records in worker-runtime/decisions by tools/crds: edit those.\n";

  private Crds() {}

  /**
   * Where the files are checked in, seen from the module that Maven tests: for all, and within the
   * chart.
   */
  static List<Path> folders() {
    Path root = Path.of("..").toAbsolutePath().normalize();
    return List.of(root.resolve("crds"), root.resolve("helm/greenfork/files/crds"));
  }

  static Map<String, String> generate() {
    Memory memory = new Memory();
    new CRDGenerator()
        .customResourceClasses(Broker.class, TaskRoute.class, WorkerPool.class)
        .withOutput(memory)
        .generate();
    Map<String, String> files = new TreeMap<>();
    memory.written.forEach(
        (name, bytes) -> {
          String yaml = bytes.toString(StandardCharsets.UTF_8);
          CustomResourceDefinition crd =
              Serialization.unmarshal(yaml, CustomResourceDefinition.class);
          new Polish().apply(crd);
          files.put(
              crd.getMetadata().getName() + ".yaml",
              HEADER + Serialization.asYaml(crd).replaceFirst("^---\n", ""));
        });
    return files;
  }

  /** Keeps what the generator writes. */
  private static final class Memory implements CRDGenerator.CRDOutput<OutputStream> {
    private final Map<String, ByteArrayOutputStream> written = new TreeMap<>();

    @Override
    public OutputStream outputFor(String name) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      written.put(name, stream);
      return stream;
    }

    @Override
    public void close() {}
  }
}
