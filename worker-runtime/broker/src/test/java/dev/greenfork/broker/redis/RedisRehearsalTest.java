package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.Rehearsal;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RedisRehearsalTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void gives_a_worker_its_messages_once_and_takes_every_outcome() throws Exception {
    try (Rehearsal stage = Rehearsal.open(List.of(bytes("one"), bytes("two")));
        RedisBroker broker = RedisBroker.open(BrokerSettings.of(stage.url()));
        TaskConsumer worker =
            broker.consume(new ConsumerSpec("w@here", "green", 4, List.of("celery")))) {
      Delivery first = fetch(worker);
      Delivery second = fetch(worker);

      assertThat(List.of(text(first), text(second))).containsExactly("one", "two");
      assertThat(settle(worker, first)).isEqualTo(Settled.DONE);
      assertThat(settle(worker, second)).isEqualTo(Settled.DONE);
      assertThat(stage.awaitOutcomes(2, PATIENCE)).isTrue();
      assertThat(worker.fetch(4, Duration.ofMillis(10))).isEmpty();
    }
  }

  @Test
  void ends_its_connections_when_it_is_closed() throws IOException {
    Rehearsal stage = Rehearsal.open(List.of());
    String url = stage.url();
    stage.close();

    try (RedisBroker broker = RedisBroker.open(BrokerSettings.of(url))) {
      assertThatThrownBy(broker::probe).hasMessageContaining("does not answer");
    }
  }

  private static Delivery fetch(TaskConsumer worker) throws InterruptedException {
    return worker.fetch(1, PATIENCE).getFirst();
  }

  private static Settled settle(TaskConsumer worker, Delivery delivery) throws Exception {
    CompletableFuture<Settled> told = new CompletableFuture<>();
    worker.settle(new Settlement.Drop(delivery.tag()), told::complete);
    return told.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Delivery delivery) {
    return new String(delivery.envelope(), StandardCharsets.UTF_8);
  }
}
