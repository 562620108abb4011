package dev.greenfork.worker.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.worker.metrics.WorkerMetrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpEndpointTest {

  private final AtomicBoolean ready = new AtomicBoolean();
  private final WorkerMetrics metrics = new WorkerMetrics();
  private final HttpEndpoint endpoint = HttpEndpoint.start(0, ready::get, metrics::text);

  @AfterEach
  void close() {
    endpoint.close();
  }

  @Test
  void is_healthy_before_it_is_ready() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    ready.set(true);
    assertThat(get("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void serves_metrics_as_text() throws Exception {
    metrics.fetched(3);
    metrics.refused("not-json");
    metrics.ended("feeds.fetch", "success", Duration.ofMillis(20));
    metrics.gauge("greenfork_slots", "Slots.", () -> 7);

    HttpResponse<String> response = get("/metrics");

    assertThat(response.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4");
    assertThat(response.body())
        .contains("greenfork_messages_fetched_total 3.0")
        .contains("greenfork_messages_refused_total{reason=\"not-json\"} 1.0")
        .contains("greenfork_tasks_total{outcome=\"success\",task=\"feeds.fetch\"} 1.0")
        .contains("greenfork_task_seconds_bucket{task=\"feeds.fetch\",le=\"0.025\"} 1")
        .contains("greenfork_slots 7.0");
  }

  @Test
  void says_what_there_is_where_nothing_is() throws Exception {
    assertThat(get("/").statusCode()).isEqualTo(404);
  }

  @Test
  void says_how_to_mend_a_port_that_is_taken() {
    assertThatThrownBy(() -> HttpEndpoint.start(endpoint.port(), ready::get, metrics::text))
        .hasMessageContaining("--http-port");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + endpoint.port() + path))
              .timeout(Duration.ofSeconds(5))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }
}
