package dev.greenfork.broker.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settlement;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SettleGroupsTest {

  @Test
  void no_script_settles_more_than_it_may_and_none_is_left_out() {
    List<SettleItem> batch = Stream.concat(drops("one", 1, 700), drops("other", 1, 40)).toList();

    List<List<SettleItem>> groups = SettleGroups.of(batch, 300);

    assertThat(groups).extracting(List::size).containsExactly(300, 300, 100, 40);
    assertThat(groups.stream().flatMap(List::stream)).containsExactlyElementsOf(batch);
    for (List<SettleItem> group : groups) {
      assertThat(group.stream().map(item -> item.tag().incarnation()).distinct()).hasSize(1);
    }
  }

  @Test
  void what_goes_back_goes_newest_first_in_all_scripts_together() {
    List<SettleItem> batch =
        LongStream.rangeClosed(1, 5)
            .mapToObj(number -> end(new Settlement.HandBack(new DeliveryTag("one", number))))
            .toList();

    assertThat(SettleGroups.of(batch, 2).stream().flatMap(List::stream))
        .extracting(item -> item.tag().number())
        .containsExactly(5L, 4L, 3L, 2L, 1L);
  }

  @Test
  void nothing_needs_no_script() {
    assertThat(SettleGroups.of(List.of(), 500)).isEmpty();
  }

  private static Stream<SettleItem> drops(String incarnation, long from, long to) {
    return LongStream.rangeClosed(from, to)
        .mapToObj(number -> end(new Settlement.Drop(new DeliveryTag(incarnation, number))));
  }

  private static SettleItem end(Settlement settlement) {
    return new SettleItem.End(settlement, SettleListener.NONE);
  }
}
