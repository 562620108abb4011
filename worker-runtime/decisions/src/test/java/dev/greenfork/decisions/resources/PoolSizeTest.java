package dev.greenfork.decisions.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolSizeTest {

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\": \"green\"} | 100",
        "{\"type\": \"green\", \"concurrency\": 7} | 7",
        "{\"type\": \"green\", \"resources\": {\"limits\": {\"cpu\": 2}}} | 100",
        "{\"type\": \"prefork\"} | 1",
        "{\"type\": \"prefork\", \"concurrency\": 3} | 3",
        "{\"type\": \"prefork\", \"resources\": {\"limits\": {\"cpu\": 2}}} | 2",
        "{\"type\": \"prefork\", \"resources\": {\"limits\": {\"cpu\": \"2500m\"}}} | 3",
        "{\"type\": \"prefork\", \"resources\": {\"requests\": {\"cpu\": \"4\"}}} | 4",
        "{\"type\": \"prefork\", \"resources\": {\"requests\": {\"cpu\": \"4\"}, \"limits\": {\"cpu\": \"6\"}}} | 6",
        "{\"type\": \"prefork\", \"resources\": {\"limits\": {\"memory\": \"1Gi\"}}} | 1",
        "{\"type\": \"prefork\", \"resources\": {\"limits\": {\"cpu\": \"900\"}}} | 256"
      })
  void concurrency_follows_the_type_and_the_cpus_where_it_is_not_said(String spec, int expected)
      throws JsonProcessingException {
    assertThat(PoolSize.concurrency(json.readValue(spec, WorkerPoolSpec.class)))
        .isEqualTo(expected);
  }
}
