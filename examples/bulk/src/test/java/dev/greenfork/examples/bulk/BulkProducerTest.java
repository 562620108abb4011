package dev.greenfork.examples.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskSignature;
import dev.greenfork.examples.conformance.ValueTasksClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkProducerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<TaskSignature<Object>> sent = Collections.synchronizedList(new ArrayList<>());

  /** Never used to send, so it never connects. */
  private final GreenforkClient client = GreenforkClient.connect("redis://localhost:1/0");

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void sends_the_calls_of_many_threads_once_each_in_batches() throws Exception {
    try (var producer = new BulkProducer(this::send)) {
      SendMany.send(new ValueTasksClient(client), producer, 20_000, 50);
    }

    assertThat(sent)
        .extracting(call -> (Object) call.call().args().getFirst())
        .hasSize(20_000)
        .doesNotHaveDuplicates();
    assertThat(batches)
        .allSatisfy(size -> assertThat(size).isBetween(1, 1_000))
        .hasSizeLessThan(20_000);
  }

  @Test
  void a_receipt_is_done_with_the_result_of_its_own_call() throws Exception {
    try (var producer = new BulkProducer(this::send)) {
      var first = producer.submit(task("a"));
      var second = producer.submit(task("b"));

      assertThat(first.await(PATIENCE).id()).isEqualTo("a");
      assertThat(second.await(PATIENCE).id()).isEqualTo("b");
    }
  }

  @Test
  void a_batch_that_the_broker_does_not_take_fails_its_receipts_and_not_the_next_batch()
      throws Exception {
    var broken = new IllegalStateException("no broker");
    var fail = new ArrayList<>(List.of(true));
    try (var producer =
        new BulkProducer(calls -> fail.isEmpty() ? send(calls) : failed(fail, broken))) {
      var first = producer.submit(task("a"));
      assertThatThrownBy(() -> first.await(PATIENCE))
          .isInstanceOf(ExecutionException.class)
          .hasRootCause(broken);

      assertThat(producer.submit(task("b")).await(PATIENCE).id()).isEqualTo("b");
    }
  }

  @Test
  void closing_sends_what_was_submitted_and_refuses_more() throws Exception {
    var producer = new BulkProducer(this::send);
    var receipt = producer.submit(task("a"));

    producer.close();

    assertThat(receipt.await(Duration.ZERO).id()).isEqualTo("a");
    assertThatThrownBy(() -> producer.submit(task("b"))).hasMessageContaining("closed");
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("bulk-producer");
  }

  private static TaskSignature<Object> task(String name) {
    return TaskSignature.of(name, Object.class);
  }

  private CompletionStage<List<AsyncResult<Object>>> send(List<TaskSignature<Object>> calls) {
    batches.add(calls.size());
    sent.addAll(calls);
    return CompletableFuture.completedStage(
        calls.stream().map(call -> client.result(call.call().task(), Object.class)).toList());
  }

  private static CompletionStage<List<AsyncResult<Object>>> failed(
      List<Boolean> once, RuntimeException problem) {
    once.clear();
    return CompletableFuture.failedStage(problem);
  }
}
