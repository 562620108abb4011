package dev.greenfork.cli.events;

import static dev.greenfork.cli.monitor.Told.event;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EventFilterTest {

  @Test
  void leaves_out_heartbeats_unless_they_are_wanted() {
    assertThat(new EventFilter(null, false).wants(event("worker-heartbeat", "w", ""))).isFalse();
    assertThat(new EventFilter(null, true).wants(event("worker-heartbeat", "w", ""))).isTrue();
    assertThat(new EventFilter(null, false).wants(event("worker-online", "w", ""))).isTrue();
  }

  @Test
  void follows_the_tasks_of_a_name_to_their_end() {
    EventFilter filter = new EventFilter("feeds.*", false);

    assertThat(wants(filter, "task-received", "1", "feeds.fetch")).isTrue();
    assertThat(wants(filter, "task-received", "2", "other")).isFalse();
    assertThat(wants(filter, "task-started", "1", null)).isTrue();
    assertThat(wants(filter, "task-started", "2", null)).isFalse();
    assertThat(wants(filter, "task-succeeded", "1", null)).isTrue();
    assertThat(wants(filter, "task-started", "1", null)).isFalse();
    assertThat(filter.wants(event("worker-online", "w", ""))).isFalse();
  }

  @Test
  void knows_whole_names() {
    EventFilter filter = new EventFilter("feeds", false);

    assertThat(wants(filter, "task-received", "1", "feeds.fetch")).isFalse();
    assertThat(wants(filter, "task-received", "2", "feeds")).isTrue();
  }

  private static boolean wants(EventFilter filter, String type, String id, @Nullable String name) {
    String named = name == null ? "" : ", \"name\": \"%s\"".formatted(name);
    return filter.wants(event(type, "w", "\"uuid\": \"%s\"%s".formatted(id, named)));
  }
}
