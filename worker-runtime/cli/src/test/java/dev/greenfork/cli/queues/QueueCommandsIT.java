package dev.greenfork.cli.queues;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.cli.Greenfork;
import dev.greenfork.cli.options.Faults;
import dev.greenfork.testkit.RedisServer;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;

/** The commands against a real Redis, from their arguments to what they print. */
final class QueueCommandsIT {

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void shows_depths_by_priority_delayed_and_dead() throws Exception {
    fill();
    redis.sadd("_kombu.binding.feeds", "feeds\u0006\u0016\u0006\u0016feeds");

    assertThat(run("queues")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "QUEUE WAITING PRIORITY 0 PRIORITY 3 PRIORITY 6 PRIORITY 9 DELAYED NEXT DUE DEAD",
            "feeds 3 2 0 1 0 1 2001-09-09T01:46:40Z 0");
    JsonNode json = json("queues", "--json", "feeds", "none").get(0);
    assertThat(json.get("byPriority").get("6").intValue()).isEqualTo(1);
    assertThat(json.get("nextDue").textValue()).isEqualTo("2001-09-09T01:46:40Z");
  }

  @Test
  void shows_the_parts_of_a_split_queue_and_merges_them() throws Exception {
    redis.lpush("feeds", "last");
    redis.lpush("feeds.green", "1", "2");
    redis.lpush("feeds.prefork\u0006\u00163", "3");
    redis.lpush("feeds.parked", "4");

    assertThat(run("queues", "feeds")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .containsExactly(
            "QUEUE WAITING PRIORITY 0 PRIORITY 3 PRIORITY 6 PRIORITY 9 GREEN PREFORK PARKED"
                + " DELAYED NEXT DUE DEAD",
            "feeds 5 4 1 0 0 2 1 1 0 - 0");
    assertThat(json("queues", "--json", "feeds").get(0).get("split"))
        .isEqualTo(new ObjectMapper().readTree("{\"green\": 2, \"prefork\": 1, \"parked\": 1}"));

    assertThat(run("split", "merge", "feeds")).isZero();
    assertThat(out.toString())
        .contains("feeds: 4 messages moved back from feeds.green, feeds.prefork, feeds.parked.");
    assertThat(redis.lrange("feeds", 0, -1)).containsExactly("last", "2", "1", "4");
    assertThat(redis.lrange("feeds\u0006\u00163", 0, -1)).containsExactly("3");

    redis.zadd("greenfork:serving:feeds", 9e15, "green/1/w");
    redis.zadd("greenfork:serving:feeds", 9e15, "prefork/1/w");
    assertThat(run("split", "merge", "--json", "feeds")).isEqualTo(1);
    assertThat(err.toString()).contains("go on splitting it");
  }

  @Test
  void asks_before_it_purges() {
    fill();

    assertThat(purge("no\n", "feeds")).isEqualTo(1);
    assertThat(err.toString()).contains("feeds: 3 waiting, 1 delayed.", "Type yes");
    assertThat(out.toString()).contains("Nothing was deleted.");
    assertThat(redis.llen("feeds")).isEqualTo(2);

    assertThat(purge("yes\n", "feeds")).isZero();
    assertThat(out.toString()).contains("feeds: 4 messages deleted (3 waiting, 1 delayed).");
    assertThat(redis.keys("feeds*")).isEmpty();
  }

  @Test
  void purges_without_asking_when_told_so() throws Exception {
    fill();
    assertThat(json("purge", "-f", "--json", "feeds", "none"))
        .isEqualTo(new ObjectMapper().readTree("{\"feeds\": 4, \"none\": 0}"));
  }

  @Test
  void lists_shows_requeues_and_drops_dead_letters() throws Exception {
    bury("id-1", "whole message", false);
    bury("id-2", "beginning", true);

    JsonNode letters = json("dead", "list", "--json", "feeds");
    assertThat(letters.findValuesAsText("id")).containsExactly("id-2", "id-1");
    String key = letters.get(1).get("key").textValue();
    assertThat(json("dead", "show", "--json", "feeds", key).get(0).get("message").textValue())
        .isEqualTo("whole message");
    assertThat(run("dead", "show", "feeds", "id-2")).isZero();
    assertThat(out.toString()).contains("cannot be requeued", "beginning", "no \"JSON\"");

    assertThat(run("dead", "requeue", "feeds")).isEqualTo(1);
    assertThat(out.toString())
        .contains(key + ": waits in queue feeds again.")
        .contains("only the first 9 of its 70000 bytes were kept");
    assertThat(redis.lrange("feeds", 0, -1)).containsExactly("whole message");
    assertThat(redis.llen("feeds.dead")).isEqualTo(1);

    assertThat(json("dead", "drop", "--json", "feeds", "id-2").get("dropped").intValue())
        .isEqualTo(1);
    assertThat(run("dead", "list", "feeds")).isZero();
    assertThat(out.toString()).contains("Queue feeds has no dead letters.");
  }

  @Test
  void says_what_is_wrong() {
    assertThat(run("dead", "show", "feeds", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("no dead letter with key or task id nobody");
    assertThat(run("dead", "drop", "feeds")).isEqualTo(2);
    assertThat(err.toString()).contains("or give --all alone");
    assertThat(execute(Greenfork.commandLine(), "dead")).isEqualTo(2);
  }

  private void fill() {
    redis.lpush("feeds", "a", "b");
    redis.lpush("feeds\u0006\u00166", "c");
    redis.zadd("feeds.delayed", 1e12, "00000000000000000:d");
  }

  private void bury(String id, String message, boolean truncated) {
    redis.lpush(
        "feeds.dead",
        """
        {"id": "%s", "task": "t", "reason": "not-json", "detail": "no \\"JSON\\"", \
        "at": "2026-01-02T03:04:05Z", "bytes": %d, "envelope": "%s", "truncated": %s}\
        """
            .formatted(
                id,
                truncated ? 70_000 : message.length(),
                Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8)),
                truncated));
  }

  private JsonNode json(String... arguments) throws Exception {
    out.getBuffer().setLength(0);
    assertThat(run(arguments)).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  private int purge(String answer, String... queues) {
    BufferedReader answers = new BufferedReader(new StringReader(answer));
    CommandLine command = new CommandLine(new PurgeCommand(answers));
    command.setExecutionExceptionHandler(new Faults());
    return execute(command, queues);
  }

  private int run(String... arguments) {
    return execute(Greenfork.commandLine(), arguments);
  }

  private int execute(CommandLine command, String... arguments) {
    command.setOut(new PrintWriter(out));
    command.setErr(new PrintWriter(err));
    String[] all =
        Stream.concat(Arrays.stream(arguments), Stream.of("--broker", server.url()))
            .toArray(String[]::new);
    return command.execute(all);
  }
}
