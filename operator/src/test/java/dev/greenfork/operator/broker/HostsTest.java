package dev.greenfork.operator.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {

  @ParameterizedTest
  @CsvSource({
    "redis://redis:6379/0, redis://redis.apps:6379/0",
    "rediss://ann:p%40ss@redis/3, rediss://ann:p%40ss@redis.apps/3",
    "redis://redis, redis://redis.apps",
    "redis://redis.data:6379/0, redis://redis.data:6379/0",
    "redis://10.0.0.7:6379/0, redis://10.0.0.7:6379/0",
    "redis://localhost:6379/0, redis://localhost:6379/0",
    "redis://[::1]:6379/0, redis://[::1]:6379/0",
    "no url at all, no url at all"
  })
  void a_host_of_one_word_is_a_service_of_the_brokers_namespace(String url, String expected) {
    assertThat(Hosts.seenFrom("apps", url)).isEqualTo(expected);
  }
}
