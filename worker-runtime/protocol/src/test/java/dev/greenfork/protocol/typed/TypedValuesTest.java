package dev.greenfork.protocol.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@SuppressWarnings("JavaUtilDate") // why: older code has such fields
class TypedValuesTest {

  private static final UUID SEVEN = new UUID(0, 7);

  private final ObjectMapper mapper =
      JsonMapper.builder().addModule(new JavaTimeModule()).addModule(TypedValues.module()).build();

  /** Values, and what kombu 5.7 writes for the Python value that means the same. */
  static Stream<Arguments> both() {
    return Stream.of(
        Arguments.of(
            Instant.parse("2026-01-02T03:04:05.678901Z"),
            typed("datetime", "\"2026-01-02T03:04:05.678901+00:00\"")),
        Arguments.of(
            OffsetDateTime.parse("2026-01-02T03:04:05+05:30"),
            typed("datetime", "\"2026-01-02T03:04:05+05:30\"")),
        Arguments.of(
            LocalDateTime.parse("2026-01-02T03:04"), typed("datetime", "\"2026-01-02T03:04:00\"")),
        Arguments.of(LocalDate.parse("0001-01-02"), typed("date", "\"0001-01-02\"")),
        Arguments.of(LocalTime.parse("03:04:05.5"), typed("time", "\"03:04:05.500000\"")),
        Arguments.of(OffsetTime.parse("03:04:05-02:00"), typed("time", "\"03:04:05-02:00\"")),
        Arguments.of(new BigDecimal("1.50"), typed("decimal", "\"1.50\"")),
        Arguments.of(new BigDecimal("1E+3"), typed("decimal", "\"1E+3\"")),
        Arguments.of(SEVEN, typed("uuid", "{\"hex\":\"00000000000000000000000000000007\"}")),
        Arguments.of(
            "caf\u00e9".getBytes(java.nio.charset.StandardCharsets.UTF_8),
            typed("bytes", "\"caf\u00e9\"")),
        Arguments.of(new byte[] {-1, 0}, typed("base64", "\"/wA=\"")));
  }

  @ParameterizedTest
  @MethodSource("both")
  void writes_what_python_writes_and_reads_it_again(Object value, String json) throws Exception {
    assertThat(mapper.writeValueAsString(value)).isEqualTo(json);
    assertThat((Object) mapper.valueToTree(value)).isEqualTo(mapper.readTree(json));
    assertThat((Object) mapper.readValue(json, value.getClass())).isEqualTo(value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "2026-01-02T03:04:05"              | 2026-01-02T03:04:05Z
          "2026-01-02 03:04:05+01:00"        | 2026-01-02T02:04:05Z
          "2026-01-02T03:04:05.678901-00:30" | 2026-01-02T03:34:05.678901Z
          "2026-01-02T03:04:05Z"             | 2026-01-02T03:04:05Z
          "2026-01-02"                       | 2026-01-02T00:00:00Z
          """)
  void takes_a_datetime_without_a_zone_as_utc(String text, String instant) throws Exception {
    String json = typed("datetime", text);

    assertThat(mapper.readValue(json, Instant.class)).isEqualTo(instant);
    assertThat(mapper.readValue(json, Date.class)).isEqualTo(Date.from(Instant.parse(instant)));
  }

  @Test
  void does_not_drop_the_zone_of_a_datetime() {
    String aware = typed("datetime", "\"2026-01-02T03:04:05+01:00\"");

    assertThatThrownBy(() -> mapper.readValue(aware, LocalDateTime.class))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining("datetime with a zone");
    assertThatThrownBy(() -> mapper.readValue(aware, UUID.class))
        .isInstanceOf(JsonMappingException.class);
  }

  @Test
  void reads_typed_values_wherever_they_stand() throws Exception {
    record Order(UUID id, List<BigDecimal> prices, Map<String, Instant> times) {}
    String json =
        "{\"id\": %s, \"prices\": [%s, 2.5], \"times\": {\"paid\": %s}}"
            .formatted(
                typed("uuid", "{\"hex\": \"00000000000000000000000000000007\"}"),
                typed("decimal", "\"1.5\""),
                typed("datetime", "\"2026-01-02T03:04:05+00:00\""));

    assertThat(mapper.readValue(json, Order.class))
        .isEqualTo(
            new Order(
                SEVEN,
                List.of(new BigDecimal("1.5"), new BigDecimal("2.5")),
                Map.of("paid", Instant.parse("2026-01-02T03:04:05Z"))));
  }

  @Test
  void becomes_what_it_stands_for_where_anything_is_taken() throws Exception {
    String json =
        "{\"a\": [%s], \"b\": %s, \"c\": {\"x\": 1, \"y\": 2}}"
            .formatted(
                typed("decimal", "\"1.5\""), typed("uuid", "{\"hex\": \"%032x\"}".formatted(7)));

    assertThat(mapper.readValue(json, new TypeReference<Map<String, Object>>() {}))
        .isEqualTo(
            Map.of("a", List.of(new BigDecimal("1.5")), "b", SEVEN, "c", Map.of("x", 1, "y", 2)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"__type__": "money", "__value__": "1"}
          {"__type__": 5, "__value__": "1"}
          {"__type__": null, "__value__": "1"}
          {"__type__": "datetime", "__value__": "soon"}
          {"__type__": "datetime", "__value__": 5}
          {"__type__": "date", "__value__": "2026-02-31"}
          {"__type__": "time", "__value__": "25:00"}
          {"__type__": "decimal", "__value__": "many"}
          {"__type__": "uuid", "__value__": "7"}
          {"__type__": "uuid", "__value__": {"hex": "7"}}
          {"__type__": "base64", "__value__": "*"}
          {"__type__": "bytes", "__value__": []}
          """)
  void refuses_what_python_cannot_decode_without_quoting_it(String json)
      throws JsonProcessingException {
    var tree = mapper.readTree("[{\"deep\": [" + json + "]}]");

    assertThatThrownBy(() -> TypedValues.check(tree))
        .isInstanceOf(TypedValueException.class)
        .hasMessageNotContaining("soon")
        .hasMessageNotContaining("many");
  }

  @Test
  void leaves_other_mappings_alone() throws JsonProcessingException {
    var tree =
        mapper.readTree(
            """
            [{"__type__": "money"}, {"__type__": "money", "__value__": 1, "more": 2}, 5, "x", null]
            """);

    assertThatNoException().isThrownBy(() -> TypedValues.check(tree));
  }

  @Test
  void writes_other_java_times_as_the_nearest_of_python() throws JsonProcessingException {
    ZonedDateTime berlin = ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 999, ZoneId.of("Europe/Berlin"));

    assertThat(mapper.writeValueAsString(berlin))
        .isEqualTo(typed("datetime", "\"2026-07-01T12:00:00+02:00\""));
    assertThat(mapper.writeValueAsString(new Date(0)))
        .isEqualTo(typed("datetime", "\"1970-01-01T00:00:00+00:00\""));
    assertThatThrownBy(() -> mapper.writeValueAsString(LocalDate.of(10_000, 1, 1)))
        .isInstanceOf(JsonMappingException.class)
        .hasMessageContaining("10000");
  }

  private static String typed(String type, String value) {
    return "{\"__type__\":\"%s\",\"__value__\":%s}".formatted(type, value);
  }
}
