package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class ResultCodecTest {

  static final List<String> RESULTS = Golden.RESULTS;

  private static final List<String> NOT_READY = List.of("retry");

  private final ResultCodec codec = new ResultCodec(Limits.DEFAULT);

  @ParameterizedTest
  @FieldSource("RESULTS")
  void writes_what_it_read_byte_for_byte(String name) {
    ResultMeta meta = codec.decode(Golden.result(name)).orElseThrow();

    assertThat(codec.encode(meta)).asString().isEqualTo(text(Golden.result(name)));
    assertThat(meta.isReady()).isEqualTo(!NOT_READY.contains(name));
  }

  @Test
  void reads_a_state_of_the_applications_own() {
    ResultMeta meta = codec.decode(Golden.result("custom")).orElseThrow();

    assertThat(meta.status()).isEqualTo("PROGRESS");
    assertThat(meta.isReady()).isFalse();
    assertThat(meta.result()).hasToString("{\"done\":3}");
  }

  @Test
  void starts_a_success_as_the_finish_script_expects_it() {
    ResultMeta meta =
        ResultMeta.success(
            "id-1",
            IntNode.valueOf(5),
            Instant.parse("2026-01-02T03:04:05Z"),
            ResultMeta.Links.NONE);

    assertThat(text(codec.encode(meta)))
        .isEqualTo(
            "{\"status\": \"SUCCESS\", \"result\": 5, \"traceback\": null, \"children\": [],"
                + " \"date_done\": \"2026-01-02T03:04:05+00:00\", \"task_id\": \"id-1\"}");
  }

  @Test
  void writes_an_exception_as_celery_does() {
    ExceptionInfo info = PythonExceptions.describe(new IllegalArgumentException("no"));

    ResultMeta meta =
        ResultMeta.failure("id-1", info, "trace\n", Instant.EPOCH, ResultMeta.Links.NONE);

    assertThat(text(codec.encode(meta)))
        .contains(
            "\"result\": {\"exc_type\": \"ValueError\", \"exc_message\": [\"no\"], \"exc_module\":"
                + " \"builtins\"}, \"traceback\": \"trace\\n\"");
    assertThat(ResultCodec.exception(meta.result())).isEqualTo(info);
  }

  @Test
  void writes_values_that_another_process_has_encoded() {
    byte[] json = "{\"a\": [1, NaN]}".getBytes(StandardCharsets.UTF_8);
    ResultMeta meta =
        ResultMeta.success("id-1", CeleryJson.raw(json), Instant.EPOCH, ResultMeta.Links.NONE);

    assertThat(text(codec.encode(meta))).contains("\"result\": {\"a\": [1, NaN]}, \"traceback\"");
  }

  @Test
  void takes_anything_else_as_no_result() {
    assertThat(codec.decode("[]".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(codec.decode("{\"status\": 3}".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(codec.decode(new byte[0])).isEmpty();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
