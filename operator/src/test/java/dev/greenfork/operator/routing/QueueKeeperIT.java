package dev.greenfork.operator.routing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.Broker;
import dev.greenfork.broker.BrokerSettings;
import dev.greenfork.broker.Brokers;
import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.operator.TestPools;
import dev.greenfork.operator.foreign.ForeignWorker;
import dev.greenfork.operator.resources.TaskRoute;
import dev.greenfork.testkit.RedisServer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;

/** What the operator does with queues that no worker looks after, against a real Redis. */
final class QueueKeeperIT {

  private static final String FETCH = "fetch\tio\t\n";
  private static final String PARSE = "parse\tcpu\t\n";

  private final RedisServer server = RedisServer.start();
  private final Broker broker = Brokers.open(BrokerSettings.of(server.url()));
  private final Jedis redis = server.jedis();
  private final PoolTasks green = pool("g", PoolType.GREEN, FETCH, null);
  private final PoolTasks prefork = pool("p", PoolType.PREFORK, PARSE, null);
  private List<ForeignWorker> foreign = List.of();
  private Instant now = Instant.parse("2026-11-24T12:00:00Z");
  private final QueueKeeper keeper = new QueueKeeper(broker, () -> now);

  @AfterEach
  void stop() {
    redis.close();
    broker.close();
    server.close();
  }

  @Test
  void splits_a_queue_of_two_pools_at_zero() {
    send("fetch");
    send("parse");
    send("parse");

    look(List.of(), green, prefork);

    assertThat(redis.llen("q")).isZero();
    assertThat(redis.llen("q.green")).isEqualTo(1);
    assertThat(redis.llen("q.prefork")).isEqualTo(2);
  }

  @Test
  void looks_again_at_once_when_something_is_known_to_wait() {
    look(List.of(), green, prefork);
    send("parse");

    assertThat(keeper.look(order(List.of(), green, prefork), List.of(), queue -> false)).isEmpty();
    assertThat(redis.llen("q")).isEqualTo(1);
    assertThat(keeper.look(order(List.of(), green, prefork), List.of(), "q"::equals)).isPresent();
    assertThat(redis.llen("q.prefork")).isEqualTo(1);
  }

  @Test
  void a_rule_that_changes_holds_for_the_next_message() {
    TaskRoute turned = TestPools.route("r", "{task: fetch, kind: cpu}");
    PoolTasks both = pool("p", PoolType.PREFORK, FETCH + PARSE, null);
    look(List.of(), green, both);
    send("fetch");
    look(List.of(turned), green, both);

    assertThat(broker.splits().rules().rules()).isEqualTo("fetch\tcpu\tr\t\t\n");
    assertThat(redis.llen("q.prefork")).isEqualTo(1);

    look(List.of(), green, both);
    assertThat(broker.splits().rules().rules()).isEmpty();
  }

  @Test
  void a_steady_state_writes_no_rules() {
    TaskRoute route = TestPools.route("r", "{task: fetch, kind: cpu}");
    look(List.of(route), green, prefork);
    String version = redis.hget("greenfork:rules", "version");

    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(10);
      look(List.of(route), green, prefork);
    }

    assertThat(redis.hget("greenfork:rules", "version")).isEqualTo(version);
  }

  @Test
  void what_nobody_serves_any_more_goes_back_to_its_queue_in_order() {
    send("parse", 1);
    send("parse", 2);
    look(List.of(), green, prefork);
    send("parse", 3);
    assertThat(redis.llen("q.prefork")).isEqualTo(2);

    look(List.of(), green);

    assertThat(redis.llen("q.prefork")).isZero();
    assertThat(redis.lrange("q", 0, -1))
        .extracting(message -> message.charAt(message.indexOf("\"id\": ") + 6))
        .containsExactly('3', '2', '1');
  }

  @Test
  void when_all_pools_are_gone_parked_messages_go_back_as_well_and_the_queue_is_forgotten() {
    look(List.of(), green, prefork);
    redis.lpush("q.parked", "{}");
    redis.lpush("q.green", "{}");

    look(List.of());
    assertThat(redis.llen("q")).isEqualTo(2);
    assertThat(redis.exists("q.parked", "q.green")).isZero();
    now = now.plusSeconds(10);
    look(List.of());
    assertThat(broker.splits().declared()).isEmpty();
  }

  @Test
  void a_pool_is_declared_once_its_tasks_are_known() {
    PoolTasks untold = pool("p", PoolType.PREFORK, null, null);
    PoolTasks forgotten = pool("f", PoolType.PREFORK, null, "0123456789abcdef");
    PoolTasks told = pool("t", PoolType.PREFORK, null, broker.splits().publish(PARSE));

    RoutingSight sight = look(List.of(), untold, forgotten, told);

    assertThat(sight.servers().get("q")).extracting(RoutingSight.Server::pool).containsExactly("t");
  }

  @Test
  void tasks_that_nobody_knows_are_found_among_the_dead_letters() {
    String letter =
        """
        {"reason": "not-registered", "detail": "No task of this name is known.", "id": "1", \
        "task": "lost", "at": "%s", "bytes": 2, "message": "e30="}"""
            .formatted(now);
    redis.lpush("q.dead", letter);

    assertThat(look(List.of(), green).unknown()).containsEntry("q", Set.of("lost"));

    redis.del("q.dead");
    now = now.plus(Duration.ofMinutes(61));
    assertThat(look(List.of(), green).unknown()).isEmpty();
  }

  @Test
  void what_stock_workers_beside_could_run_is_left_to_them() {
    foreign = List.of(new ForeignWorker("celery@a", Set.of("q"), Set.of("fetch")));
    look(List.of(), green, prefork);
    send("parse");
    look(List.of(), green, prefork);
    assertThat(redis.llen("q")).isEqualTo(1);

    foreign = List.of();
    look(List.of(), green, prefork);
    assertThat(redis.llen("q.prefork")).isEqualTo(1);
  }

  private RoutingSight look(List<TaskRoute> routes, PoolTasks... pools) {
    now = now.plusSeconds(6);
    Optional<RoutingSight> sight = keeper.look(order(routes, pools), foreign, queue -> false);
    return sight.orElseThrow();
  }

  private static RoutingOrder order(List<TaskRoute> routes, PoolTasks... pools) {
    return new RoutingOrder(RoutePlan.of(routes).text(), List.of(pools));
  }

  private static PoolTasks pool(
      String name, PoolType type, @Nullable String stated, @Nullable String told) {
    return new PoolTasks(name, type, List.of("q"), stated, told);
  }

  private void send(String task) {
    send(task, 0);
  }

  private void send(String task, int id) {
    redis.lpush(
        "q",
        "{\"body\": \"W10=\", \"headers\": {\"id\": %d, \"task\": \"%s\"}}".formatted(id, task));
  }
}
