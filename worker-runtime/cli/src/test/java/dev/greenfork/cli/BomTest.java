package dev.greenfork.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The BOM has no parent, so its versions must be held against those of the build. */
final class BomTest {

  @ParameterizedTest
  @CsvSource({
    "jackson.version, ../pom.xml",
    "slf4j.version, ../../pom.xml",
    "jspecify.version, ../../pom.xml"
  })
  void pins_the_versions_that_the_worker_has(String property, Path built) throws IOException {
    assertThat(value(Path.of("../bom/pom.xml"), property)).isEqualTo(value(built, property));
  }

  private static String value(Path pom, String property) throws IOException {
    Matcher found =
        Pattern.compile("<" + Pattern.quote(property) + ">(.*?)<").matcher(Files.readString(pom));
    assertThat(found.find()).as("%s in %s", property, pom).isTrue();
    return found.group(1);
  }
}
