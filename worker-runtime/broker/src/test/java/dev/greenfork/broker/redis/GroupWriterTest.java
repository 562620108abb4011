package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupWriterTest {

  /** Fails as often as told, holds while the gate is shut, and remembers what it wrote. */
  private static final class Memory implements GroupWriter.Sink<String> {

    private final List<List<String>> batches = new ArrayList<>();
    private final List<String> abandoned = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public int size(String item) {
      return item.length();
    }

    @Override
    public List<String> write(List<String> batch) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        throw new BrokerUnavailableException("interrupted", e);
      }
      if (failures.getAndDecrement() > 0) {
        throw failures.get() % 2 == 0
            ? new BrokerUnavailableException("away")
            : new IllegalStateException("a fault of ours");
      }
      synchronized (batches) {
        batches.add(List.copyOf(batch));
      }
      return batch.stream().filter(item -> item.equals("again") && batches.size() < 3).toList();
    }

    @Override
    public void abandon(String item) {
      abandoned.add(item);
    }

    @Override
    public void disconnect() {}
  }

  private final Memory memory = new Memory();
  private final GroupWriter<String> writer =
      new GroupWriter<>("greenfork-test", memory, 10, new Backoff(new Random(1)));

  @AfterEach
  void end() {
    memory.gate.countDown();
    writer.close(Duration.ofSeconds(5));
  }

  @Test
  void writes_what_gathers_in_one_go_and_in_order() throws Exception {
    memory.gate = new CountDownLatch(1);
    writer.add("a");
    Awaitility.await().until(() -> writer.unwritten() == 1);
    List.of("b", "c", "d").forEach(writer::add);
    memory.gate.countDown();

    assertThat(writer.flush(Duration.ofSeconds(5))).isTrue();
    assertThat(memory.batches.stream().flatMap(List::stream)).containsExactly("a", "b", "c", "d");
    assertThat(memory.batches).hasSizeLessThanOrEqualTo(2);
    assertThat(writer.unwritten()).isZero();
  }

  @Test
  void writes_again_after_failures_of_the_broker_and_of_ours() throws Exception {
    memory.failures.set(3);
    writer.add("a");

    assertThat(writer.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(memory.batches).containsExactly(List.of("a"));
  }

  @Test
  void writes_again_what_the_sink_asks_for() throws Exception {
    writer.add("again");

    assertThat(writer.flush(Duration.ofSeconds(10))).isTrue();
    assertThat(memory.batches).hasSize(3);
  }

  @Test
  void blocks_while_too_much_is_unwritten() throws Exception {
    memory.gate = new CountDownLatch(1);
    writer.add("0123456789");
    CountDownLatch added = new CountDownLatch(1);
    Thread second =
        Thread.ofVirtual()
            .start(
                () -> {
                  writer.add("more");
                  added.countDown();
                });

    assertThat(added.await(200, TimeUnit.MILLISECONDS)).isFalse();
    assertThat(writer.flush(Duration.ofMillis(50))).isFalse();
    memory.gate.countDown();

    assertThat(added.await(5, TimeUnit.SECONDS)).isTrue();
    second.join();
  }

  @Test
  void gives_up_what_could_not_be_written_when_closed() {
    memory.failures.set(Integer.MAX_VALUE);
    writer.add("a");
    writer.close(Duration.ofMillis(100));

    assertThat(memory.abandoned).containsExactly("a");
    assertThatThrownBy(() -> writer.add("b")).isInstanceOf(BrokerUnavailableException.class);
  }
}
