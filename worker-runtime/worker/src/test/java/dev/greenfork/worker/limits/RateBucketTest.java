package dev.greenfork.worker.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.junit.jupiter.api.Test;

final class RateBucketTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final RateBucket bucket = new RateBucket(10.0 / 60, () -> 0.5);

  @Test
  void lets_the_first_start_at_once_and_the_next_ones_at_their_rate() {
    assertThat(bucket.start("a", NOW)).isEqualTo(NOW);
    assertThat(bucket.start("b", NOW)).isEqualTo(NOW.plusSeconds(6));
    assertThat(bucket.start("c", NOW)).isEqualTo(NOW.plusSeconds(12));
    assertThat(bucket.start("d", NOW.plusSeconds(60))).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void does_not_save_up_starts_while_nothing_comes() {
    bucket.start("a", NOW);
    Instant later = NOW.plusSeconds(3600);
    assertThat(bucket.start("b", later)).isEqualTo(later);
    assertThat(bucket.start("c", later)).isEqualTo(later.plusSeconds(6));
  }

  @Test
  void keeps_the_place_of_a_message_that_waits_at_the_broker_from_newer_ones() {
    bucket.start("a", NOW);
    Instant place = bucket.start("b", NOW);
    // Just before its time a newer one asks, which could wait here.
    Instant other = bucket.start("new", place.minusSeconds(1));

    assertThat(other).isEqualTo(place.plusSeconds(6));
    assertThat(bucket.start("b", place.minusMillis(300))).isEqualTo(place);
    assertThat(bucket.start("new", other)).isEqualTo(other);
  }

  @Test
  void gives_the_place_of_a_message_that_another_worker_got_to_the_next_that_asks() {
    bucket.start("a", NOW);
    Instant place = bucket.start("elsewhere", NOW);
    Instant after = bucket.start("also elsewhere", NOW);
    Instant late = place.plusSeconds(2);

    assertThat(bucket.start("x", late)).isEqualTo(late);
    assertThat(bucket.start("also elsewhere", after)).isEqualTo(late.plusSeconds(6));
  }

  @Test
  void moves_each_of_a_flood_few_times_and_uses_the_whole_rate() {
    int flood = 20_000;
    RateBucket fast = new RateBucket(10, () -> 0.5);
    record Back(Instant at, String id) {}
    PriorityQueue<Back> delayed = new PriorityQueue<>((x, y) -> x.at().compareTo(y.at()));
    Map<String, Integer> asked = new HashMap<>();
    List<Instant> starts = new ArrayList<>();
    for (int i = 0; i < flood; i++) {
      delayed.add(new Back(NOW, "m" + i));
    }
    while (!delayed.isEmpty()) {
      Back next = delayed.poll();
      asked.merge(next.id(), 1, Integer::sum);
      Instant start = fast.start(next.id(), next.at());
      if (Duration.between(next.at(), start).compareTo(RateBucket.NEAR) <= 0) {
        starts.add(start);
      } else {
        delayed.add(new Back(start, next.id()));
      }
    }

    assertThat(starts).hasSize(flood).isSorted();
    Duration took = Duration.between(starts.getFirst(), starts.getLast());
    assertThat(took).isBetween(Duration.ofSeconds(1_999), Duration.ofSeconds(2_100));
    assertThat(asked.values().stream().mapToInt(Integer::intValue).sum())
        .as("moves of %d messages over %s", flood, took)
        .isLessThan(6 * flood);
  }
}
