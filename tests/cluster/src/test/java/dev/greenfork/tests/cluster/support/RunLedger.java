package dev.greenfork.tests.cluster.support;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import redis.clients.jedis.RedisClient;

/** Each run of {@code conformance.recorded}, written by the run itself into the test's Redis. */
public final class RunLedger {

  /** Where pods of the namespace write. */
  public static final String ADDRESS = "redis:6379";

  private final RedisClient redis;

  /** Of this Redis. */
  public RunLedger(TestRedis redis) {
    this.redis = redis.connection();
  }

  /** One run: of which task, in which pod. */
  private record Run(String task, String pod) {

    static Run of(String line) {
      String[] fields = line.split("\\|", -1);
      return new Run(fields[0], fields[2]);
    }
  }

  /** The pods in which a task ran, in order. */
  public List<String> pods(String task) {
    return runs().stream().filter(run -> run.task().equals(task)).map(Run::pod).toList();
  }

  /** How often each task ran. */
  public Map<String, Long> counts() {
    return runs().stream().collect(Collectors.groupingBy(Run::task, Collectors.counting()));
  }

  private List<Run> runs() {
    return redis.lrange("ledger", 0, -1).stream().map(Run::of).toList();
  }
}
