package dev.greenfork.protocol.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {

  private final Routes routes =
      new Routes(
          Map.of("feeds.fetch", "exact", "feeds.*", "feeds", "feeds.pictures.*", "pictures"),
          "rest");

  @Test
  void the_longest_name_that_fits_wins() {
    assertThat(routes.queueOf("feeds.fetch")).isEqualTo("exact");
    assertThat(routes.queueOf("feeds.fetch2")).isEqualTo("feeds");
    assertThat(routes.queueOf("feeds.pictures.scale")).isEqualTo("pictures");
    assertThat(routes.queueOf("mail.send")).isEqualTo("rest");
  }

  @Test
  void a_star_alone_is_any_task() {
    assertThat(new Routes(Map.of("*", "any"), "rest").queueOf("mail.send")).isEqualTo("any");
  }

  @Test
  void without_rules_all_go_to_one_queue() {
    assertThat(Routes.DEFAULT.queueOf("mail.send")).isEqualTo("celery");
  }
}
