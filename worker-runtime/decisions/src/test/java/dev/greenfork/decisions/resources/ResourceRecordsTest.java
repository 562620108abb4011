package dev.greenfork.decisions.resources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ResourceRecordsTest {

  private final ObjectMapper json = new ObjectMapper();

  @Test
  void a_pool_that_says_little_gets_the_defaults() throws JsonProcessingException {
    WorkerPoolSpec spec =
        json.readValue(
            """
            {"type": "green", "image": "feeds:1", "broker": "main"}
            """,
            WorkerPoolSpec.class);

    assertThat(spec.type()).isEqualTo(PoolType.GREEN);
    assertThat(spec.queueNames()).containsExactly("celery");
    assertThat(spec.wantedReplicas()).isEqualTo(1);
    assertThat(spec.drain()).isEqualTo(Duration.ofMinutes(10));
    assertThat(spec.taskLimits().hard()).isEmpty();
  }

  @Test
  void a_record_is_written_as_it_was_read() throws JsonProcessingException {
    String text =
        """
        {"type":"prefork","concurrency":2,"image":"feeds:1","broker":"main","queues":["a","b"],"replicas":3,\
        "limits":{"softTime":"30s","hardTime":"1m"},"drainTimeout":"2m","resources":{"limits":{"cpu":"2"}},\
        "podTemplate":{"spec":{"nodeSelector":{"disk":"ssd"}}}}""";

    assertThat(json.writeValueAsString(json.readValue(text, WorkerPoolSpec.class))).isEqualTo(text);
  }

  @Test
  void results_live_in_the_broker_for_a_day_unless_said_otherwise() throws JsonProcessingException {
    BrokerSpec spec =
        json.readValue("{\"redis\":{\"url\":\"redis://redis:6379/0\"}}", BrokerSpec.class);

    assertThat(spec.results().inBroker()).isTrue();
    assertThat(spec.results().expiry()).isEqualTo(Duration.ofHours(24));
    assertThat(spec.redis().prefix()).isEmpty();
  }
}
