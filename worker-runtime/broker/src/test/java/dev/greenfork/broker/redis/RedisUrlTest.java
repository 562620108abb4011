package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.greenfork.broker.BrokerRefusedException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisUrlTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "redis://h,                      redis://h:6379/0,  -,    -",
        "redis://h:1/3,                  redis://h:1/3,     -,    -",
        "rediss://h/,                    rediss://h:6379/0, -,    -",
        "redis://:p@h,                   redis://h:6379/0,  -,    p",
        "redis://u:p%40%2F+@h,           redis://h:6379/0,  u,    p@/+",
        "redis://u@h,                    redis://h:6379/0,  u,    -",
        "redis://u:a:b@h,                redis://h:6379/0,  u,    a:b",
        "'redis://[::1]:7/0',            'redis://[::1]:7/0', -,  -"
      })
  void reads_the_parts_and_shows_no_credentials(
      String url, String shown, String user, String password) {
    RedisUrl parsed = RedisUrl.parse(URI.create(url));

    assertThat(parsed).hasToString(shown);
    assertThat(parsed.user()).isEqualTo(user);
    assertThat(parsed.password()).isEqualTo(password);
  }

  @Test
  void takes_a_socket_timeout_as_redis_py_does() {
    assertThat(RedisUrl.parse(URI.create("redis://h/1?health=3&socket_timeout=2.5")).patience())
        .isEqualTo(Duration.ofMillis(2_500));
    assertThat(RedisUrl.parse(URI.create("redis://:p@h?x=1")).patience()).isNull();
    for (String wrong : List.of("soon", "0", "-1", "1e9", "")) {
      assertThatThrownBy(() -> RedisUrl.parse(URI.create("redis://h?socket_timeout=" + wrong)))
          .isInstanceOf(BrokerRefusedException.class)
          .hasMessageContaining("socket_timeout");
    }
  }

  @Test
  void takes_urls_to_the_same_server_as_equal() {
    assertThat(RedisUrl.parse(URI.create("redis://a:b@h/1")).server())
        .isEqualTo(RedisUrl.parse(URI.create("redis://h:6379/1")).server())
        .isNotEqualTo(RedisUrl.parse(URI.create("redis://h:6379/2")).server());
  }
}
