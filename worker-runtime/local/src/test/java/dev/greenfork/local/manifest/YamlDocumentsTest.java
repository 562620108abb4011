package dev.greenfork.local.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.local.LocalException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlDocumentsTest {

  /** Each was sent to a 1.35 API server with kubectl 1.32, which named the type it read. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "yes | true",
        "off | false",
        "y | true",
        "TRUE | true",
        "~ | null",
        "012 | 10",
        "08 | 8",
        "0x10 | 16",
        "0o7 | 7",
        "0b11 | 3",
        "1_000 | 1000",
        "+1 | 1",
        "1e3 | 1000",
        ".5 | 0.5",
        "-2.50 | -2.5",
        "1:30 | \"1:30\"",
        "2001-01-01 | \"2001-01-01\"",
        "= | \"=\"",
        "10m | \"10m\"",
        "'12' | \"12\"",
        "\"no\" | \"no\"",
      },
      quoteCharacter = '`')
  void reads_a_scalar_as_kubectl_does(String yaml, String json) {
    assertThat(YamlDocuments.read("f", yaml).stream().map(Object::toString).toList())
        .isEqualTo(json.equals("null") ? List.of() : List.of(json));
  }

  @Test
  void merges_maps_and_skips_empty_documents() {
    assertThat(
            YamlDocuments.read(
                "f",
                """
                # nothing
                ---
                base: &base {type: green, broker: main}
                spec:
                  <<: *base
                  type: prefork
                ---
                """))
        .hasToString(
            "[{\"base\":{\"type\":\"green\",\"broker\":\"main\"},\"spec\":{\"type\":\"prefork\",\"broker\":\"main\"}}]");
  }

  @ParameterizedTest
  @CsvSource({
    "'a: 1\n\tb: 2', 'f, line 2 is no YAML: '",
    "'a: 1\na: 2', 'f, line 2: key \"a\" is already set in this map'",
    "'[a]: 1', 'f, line 1: a key must be a word'",
    "'&a [*a]', 'f, line 1 is nested more than 100 deep'",
  })
  void says_where_it_is_no_manifest(String yaml, String sentence) {
    assertThatThrownBy(() -> YamlDocuments.read("f", yaml))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void stops_before_aliases_of_aliases_fill_the_memory() {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++) {
      String before = "*a" + (i - 1);
      yaml.append("a%d: &a%d [%s]\n".formatted(i, i, (before + ", ").repeat(10) + before));
    }

    assertThatThrownBy(() -> YamlDocuments.read("f", yaml.toString()))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining("f holds more than 200,000 values");
  }
}
