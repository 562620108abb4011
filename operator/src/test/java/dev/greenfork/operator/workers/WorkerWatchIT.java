package dev.greenfork.operator.workers;

import static dev.greenfork.operator.workers.Pods.pod;
import static dev.greenfork.operator.workers.Pods.runs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.ConsumerSpec;
import dev.greenfork.broker.Fanout;
import dev.greenfork.broker.Loss;
import dev.greenfork.broker.Origin;
import dev.greenfork.broker.QueueOrder;
import dev.greenfork.broker.Replies;
import dev.greenfork.broker.Restored;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.TaskConsumer;
import dev.greenfork.protocol.control.ControlCodec;
import dev.greenfork.protocol.control.ControlReply;
import dev.greenfork.protocol.control.ControlRequest;
import dev.greenfork.protocol.control.ReceivedControl;
import dev.greenfork.testkit.RedisServer;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** The roll call at a real Redis. */
final class WorkerWatchIT {

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final Broker broker = Brokers.open(BrokerSettings.of(server.url()));
  private final WorkerPods pods = new WorkerPods(InstantSource.system());
  private final Sizes sizes = new Sizes();
  private final WorkerWatch watch = new WorkerWatch("apps", pods, sizes);

  @AfterEach
  void stop() {
    broker.close();
    redis.close();
    server.close();
  }

  @Test
  void puts_back_at_once_what_the_worker_of_a_deleted_pod_held_and_refuses_its_outcomes()
      throws InterruptedException {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    redis.lpush("q", "one", "two");
    TaskConsumer dead = consumer("a");
    TaskConsumer living = consumer("b");
    var deliveries = dead.fetch(5, Duration.ofSeconds(5));
    assertThat(deliveries).hasSize(2);
    assertThat(watch.look(broker)).isEqualTo(News.NONE);

    pods.gone(pod("a", "{}"));
    List<Loss> losses = watch.look(broker).losses();

    assertThat(losses)
        .singleElement()
        .returns("feeds@a", Loss::nodename)
        .returns("its pod is gone", Loss::how)
        .returns(new Restored(2, 2), Loss::restored);
    assertThat(living.fetch(5, Duration.ofSeconds(5))).hasSize(2);
    List<Settled> settled = new CopyOnWriteArrayList<>();
    dead.settle(new Settlement.Drop(deliveries.getFirst().tag()), settled::add);
    await().until(() -> !settled.isEmpty());
    assertThat(settled).containsExactly(Settled.REFUSED);
    assertThat(watch.look(broker)).as("nothing has changed").isEqualTo(News.NONE);
  }

  @Test
  void tells_the_workers_of_a_pool_how_many_tasks_they_are_to_run_until_they_do() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    TaskConsumer worker = consumer("a");
    List<String> heard = new CopyOnWriteArrayList<>();
    ControlCodec codec = new ControlCodec();
    try (Fanout.Subscription hearing =
        broker
            .fanout()
            .subscribe(
                ControlCodec.EXCHANGE,
                "",
                (key, envelope) -> {
                  if (codec.decode(envelope) instanceof ReceivedControl.Request(var request, _)) {
                    heard.add(
                        request.method()
                            + " "
                            + request.arguments().path("n")
                            + " "
                            + request.audience().destination());
                  }
                })) {
      hearing.active().toCompletableFuture().join();
      sizes.set(new ResourceID("feeds", "apps"), 20);
      watch.look(broker);
      await().until(() -> heard.contains("pool_size 20 [feeds@a]"));

      worker.resized(20);
      await()
          .until(() -> broker.workers().all().stream().allMatch(each -> each.concurrency() == 20));
      heard.clear();
      sizes.set(new ResourceID("mail", "apps"), 3);
      watch.look(broker);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void says_once_why_a_worker_keeps_its_size() {
    pods.seen(pod("a", runs("2026-11-23T08:00:00Z")));
    TaskConsumer worker = consumer("a");
    ControlCodec codec = new ControlCodec();
    String[] says = {"ValueError('no room')"};
    Fanout.Listener refusing =
        (key, envelope) -> {
          if (codec.decode(envelope) instanceof ReceivedControl.Request(var request, _)) {
            ControlRequest.Asker asker = Objects.requireNonNull(request.asker());
            ObjectNode no = JsonNodeFactory.instance.objectNode().put("error", says[0]);
            var _ =
                broker
                    .replies()
                    .send(
                        new Replies.Address(asker.exchange(), asker.routingKey()),
                        codec.encode(new ControlReply("feeds@a", no, asker.ticket(), 1), asker));
          }
        };
    try (Fanout.Subscription hearing =
        broker.fanout().subscribe(ControlCodec.EXCHANGE, "", refusing)) {
      hearing.active().toCompletableFuture().join();
      sizes.set(new ResourceID("feeds", "apps"), 20);
      assertThat(watch.look(broker).refusals())
          .containsExactly(new Refusal("feeds@a", 20, "no room"));

      sizes.set(new ResourceID("mail", "apps"), 1); // so that it looks
      assertThat(watch.look(broker).refusals()).as("as before").isEmpty();

      says[0] = "ValueError('still none')";
      sizes.set(new ResourceID("mail", "apps"), 2);
      assertThat(watch.look(broker).refusals()).extracting(Refusal::why).contains("still none");
    } finally {
      worker.close();
    }
  }

  private TaskConsumer consumer(String pod) {
    return broker.consume(
        new ConsumerSpec(
            "feeds@" + pod,
            "green",
            10,
            List.of("q"),
            QueueOrder.ROUND_ROBIN,
            new Origin("pod:" + pod, 1, Instant.now())));
  }
}
