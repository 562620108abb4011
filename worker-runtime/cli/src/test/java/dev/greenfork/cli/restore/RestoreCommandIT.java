package dev.greenfork.cli.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.cli.Greenfork;
import dev.greenfork.testkit.RedisServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import redis.clients.jedis.Jedis;

/** What people do when no worker will return, against a real Redis. */
final class RestoreCommandIT {

  private static final String DEAD = "w0@host;dead";
  private static final String ALIVE = "w1@host;alive";

  private final RedisServer server = RedisServer.start();
  private final Jedis redis = server.jedis();
  private final StringWriter out = new StringWriter();

  @BeforeEach
  void leave_two_workers() {
    redis.lpush("feeds", "waiting");
    hold(DEAD, 1, "5:feedsone", "5:feedstwo", "8:feeds\u0006\u00163urgent");
    hold(ALIVE, System.currentTimeMillis() + 60_000, "5:feedsheld");
  }

  @AfterEach
  void stop() {
    redis.close();
    server.close();
  }

  @Test
  void shows_what_it_would_do_and_does_nothing() {
    assertThat(run("restore")).isZero();

    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ").strip()))
        .anyMatch(line -> line.equals(DEAD + " 3 run out would be put back"))
        .anyMatch(line -> line.startsWith(ALIVE + " 1 ") && line.endsWith("lives, left alone"))
        .last()
        .isEqualTo("3 messages would be put back; say --yes to do it.");
    assertThat(redis.llen("feeds")).isEqualTo(1);
    assertThat(redis.hlen("greenfork:deliveries:" + DEAD)).isEqualTo(3);
  }

  @Test
  void puts_back_what_the_dead_hold_and_leaves_the_living_alone() throws Exception {
    assertThat(run("restore", "--yes", "--json")).isZero();

    JsonNode told = new ObjectMapper().readTree(out.toString());
    assertThat(told.findValuesAsText("worker")).containsExactly(DEAD, ALIVE);
    assertThat(told.findValuesAsText("restored")).containsExactly("3", "0");
    assertThat(redis.lrange("feeds", 0, -1)).containsExactly("waiting", "\ttwo", "\tone");
    assertThat(redis.lrange("feeds\u0006\u00163", 0, -1)).containsExactly("\turgent");
    assertThat(redis.keys("greenfork:deliveries:*"))
        .containsExactly("greenfork:deliveries:" + ALIVE);
    assertThat(redis.zrange("greenfork:leases", 0, -1)).containsExactly(ALIVE);
  }

  @Test
  void has_nothing_to_do_the_second_time() {
    run("restore", "--yes");
    out.getBuffer().setLength(0);

    assertThat(run("restore")).isZero();

    assertThat(out.toString()).doesNotContain(DEAD, "say --yes").contains(ALIVE);
    assertThat(redis.llen("feeds")).isEqualTo(3);
  }

  private void hold(String worker, long lease, String... records) {
    for (int i = 0; i < records.length; i++) {
      redis.hset("greenfork:deliveries:" + worker, Integer.toString(i + 1), records[i]);
    }
    redis.hset("greenfork:workers", worker, "{}");
    redis.zadd("greenfork:leases", (double) lease, worker);
  }

  private int run(String... arguments) {
    CommandLine command = Greenfork.commandLine();
    command.setOut(new PrintWriter(out));
    String[] all =
        Stream.concat(Arrays.stream(arguments), Stream.of("--broker", server.url()))
            .toArray(String[]::new);
    return command.execute(all);
  }
}
