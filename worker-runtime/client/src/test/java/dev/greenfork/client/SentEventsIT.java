package dev.greenfork.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerRefusedException;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.broker.Fanout;
import dev.greenfork.protocol.Limits;
import dev.greenfork.protocol.event.Event;
import dev.greenfork.protocol.event.EventDecoder;
import dev.greenfork.testkit.RedisServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitors hear of a client that tells them, from a real Redis. */
class SentEventsIT {

  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final List<Event> heard = new CopyOnWriteArrayList<>();
  private RedisServer server;
  private Broker broker;
  private GreenforkClient client;

  @BeforeEach
  void start() throws Exception {
    server = RedisServer.start();
    broker = Brokers.open(BrokerSettings.of(server.url()));
    client =
        GreenforkClient.connect(
            BrokerSettings.of(server.url()), ClientOptions.DEFAULT.taskSendSentEvent(true));
    EventDecoder decoder = new EventDecoder(Limits.DEFAULT);
    Fanout.Subscription subscription =
        broker
            .fanout()
            .subscribe(
                "celeryev",
                "#",
                (key, envelope) -> {
                  keys.add(key);
                  heard.addAll(decoder.decode(envelope).events());
                });
    subscription.active().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() {
    client.close();
    broker.close();
    server.close();
  }

  @Test
  void tells_of_a_task_with_all_fields_of_celery() throws Exception {
    Instant eta = Instant.parse("2030-01-02T03:04:05Z");
    SendOptions options = SendOptions.DEFAULT.queue("feeds").eta(eta).shownAs("shown");
    AsyncResult<JsonNode> sent =
        client.send(
            new TaskCall("feeds.fetch", List.of("u"), Map.of("deep", true), options),
            JsonNode.class);

    await().until(() -> heard.size() == 1);
    Event event = heard.getFirst();
    assertThat(keys).containsExactly("task.sent");
    assertThat(event.type()).isEqualTo("task-sent");
    assertThat(event.hostname()).startsWith("gen" + ProcessHandle.current().pid() + "@");
    assertThat(event.fields().toString())
        .contains(
            "\"uuid\":\"%s\"".formatted(sent.id()),
            "\"root_id\":\"%s\"".formatted(sent.id()),
            "\"parent_id\":null",
            "\"name\":\"feeds.fetch\"",
            "\"args\":\"('u',)\"",
            "\"kwargs\":\"{'deep': True}\"",
            "\"retries\":0",
            "\"eta\":\"2030-01-02T03:04:05",
            "\"expires\":null",
            "\"queue\":\"feeds\"",
            "\"exchange\":\"\"",
            "\"routing_key\":\"feeds\"");
  }

  @Test
  void tells_of_many_tasks_in_few_messages_and_of_each_step_that_is_sent() throws Exception {
    List<TaskCall> calls = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      calls.add(TaskCall.of("feeds.fetch", i));
    }
    client.sendAll(calls, JsonNode.class).toCompletableFuture().get(20, TimeUnit.SECONDS);
    await().until(() -> heard.size() == 1_200);
    assertThat(keys).hasSize(3);

    client.send(
        Canvas.group(TaskSignature.of("a", JsonNode.class), TaskSignature.of("b", JsonNode.class)));
    await().until(() -> heard.size() == 1_202);
    assertThat(heard.subList(1_200, 1_202))
        .extracting(event -> event.fields().get("name").textValue())
        .containsExactly("a", "b");
  }

  @Test
  void tells_nothing_of_what_was_refused() throws Exception {
    server.ask("SET wrong text");

    assertThatThrownBy(
            () ->
                client.send(
                    new TaskCall("t", List.of(), Map.of(), SendOptions.DEFAULT.queue("wrong")),
                    JsonNode.class))
        .isInstanceOf(BrokerRefusedException.class)
        .hasMessageContaining("queue wrong");
    client.send(TaskCall.of("next"), JsonNode.class);

    await().until(() -> !heard.isEmpty());
    assertThat(heard)
        .singleElement()
        .satisfies(event -> assertThat(event.fields().get("name").textValue()).isEqualTo("next"));
  }

  @Test
  void tells_nothing_unless_it_is_asked_to() throws Exception {
    try (GreenforkClient quiet = GreenforkClient.connect(server.url())) {
      quiet.send(TaskCall.of("quiet"), JsonNode.class);
    }
    client.send(TaskCall.of("told"), JsonNode.class);

    await().until(() -> !heard.isEmpty());
    assertThat(heard)
        .extracting(event -> event.fields().get("name").textValue())
        .containsExactly("told");
  }
}
