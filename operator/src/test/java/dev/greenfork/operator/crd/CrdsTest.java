package dev.greenfork.operator.crd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrdsTest {

  @Test
  void files_in_crds_are_what_the_records_say() throws IOException {
    for (Map.Entry<String, String> file : Crds.generate().entrySet()) {
      assertThat(Crds.folder().resolve(file.getKey()))
          .as("stale or missing: run `make crds` and commit the result")
          .exists();
      assertThat(Files.readString(Crds.folder().resolve(file.getKey())))
          .as("%s is stale: run `make crds` and commit the result", file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void schemas_stay_small_enough_to_read() {
    assertThat(Crds.generate().values())
        .allSatisfy(yaml -> assertThat(yaml).hasSizeLessThan(40_000));
  }
}
