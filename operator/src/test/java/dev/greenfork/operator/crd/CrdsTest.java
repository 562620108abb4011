package dev.greenfork.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrdsTest {

  @Test
  void checked_in_files_are_what_the_records_say() throws IOException {
    Map<String, String> files = Crds.generate();
    for (Path folder : Crds.folders()) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        assertThat(folder.resolve(file.getKey()))
            .as("missing: run tools/crds and commit the result")
            .exists();
        assertThat(Files.readString(folder.resolve(file.getKey())))
            .as("%s in %s is stale: run tools/crds and commit the result", file.getKey(), folder)
            .isEqualTo(file.getValue());
      }
    }
  }

  @Test
  void schemas_stay_small_enough_to_read() {
    assertThat(Crds.generate().values())
        .allSatisfy(yaml -> assertThat(yaml).hasSizeLessThan(40_000));
  }
}
