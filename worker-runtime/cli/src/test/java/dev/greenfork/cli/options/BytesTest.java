package dev.greenfork.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class BytesTest {

  @ParameterizedTest
  @CsvSource({"1000, 1000", "2Ki, 2048", "16Mi, 16777216", "1G, 1000000000"})
  void sizes_are_read_as_kubernetes_writes_them(String text, long bytes) {
    assertThat(new Bytes().convert(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5Mi", "12MB", "1234567890123"})
  void what_is_no_size_is_refused_by_name(String text) {
    assertThatThrownBy(() -> new Bytes().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'%s' is no size; write it like 512Mi or 1Gi", text);
  }

  @Test
  void the_memory_of_a_child_without_a_unit_is_in_kib_as_for_celery() {
    assertThat(new Kibibytes().convert("2048")).isEqualTo(2L << 20);
    assertThat(new Kibibytes().convert("512Mi")).isEqualTo(512L << 20);
  }
}
