package dev.greenfork.worker.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkerEvent.Cpu;
import dev.greenfork.protocol.event.WorkerEvent.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class WorkLedgerTest {

  private static final int ROOM = 4000;

  private final WorkLedger ledger = new WorkLedger();
  private final SortedMap<String, Work> totals = new TreeMap<>();

  @Test
  void tells_what_was_done_since_the_last_portion() {
    totals.put("a", work(5, 100));
    totals.put("b", work(1, 10));
    ledger.confirm(ledger.next(totals, ROOM));
    totals.put("a", work(8, 160));

    WorkLedger.Portion portion = ledger.next(totals, ROOM);

    assertThat(portion.tasks()).containsExactly(Map.entry("a", work(3, 60)));
    assertThat(portion.left()).isZero();
  }

  @Test
  void tells_again_what_was_not_confirmed() {
    totals.put("a", work(5, 100));
    assertThat(ledger.next(totals, ROOM).tasks()).containsEntry("a", work(5, 100));
    totals.put("a", work(6, 110));

    assertThat(ledger.next(totals, ROOM).tasks()).containsEntry("a", work(6, 110));
  }

  @Test
  void tells_of_processor_time_where_it_was_measured() {
    Cpu first = new Cpu(2, Duration.ofMillis(40));
    Cpu second = new Cpu(3, Duration.ofMillis(90));
    totals.put("a", new Work(2, Duration.ofMillis(50), first));
    ledger.confirm(ledger.next(totals, ROOM));
    totals.put("a", new Work(4, Duration.ofMillis(99), second));
    WorkLedger.Portion portion = ledger.next(totals, ROOM);
    ledger.confirm(portion);
    totals.put("a", new Work(5, Duration.ofMillis(100), second));

    assertThat(portion.tasks().get("a"))
        .isEqualTo(new Work(2, Duration.ofMillis(49), new Cpu(1, Duration.ofMillis(50))));
    assertThat(ledger.next(totals, ROOM).tasks().get("a"))
        .isEqualTo(new Work(1, Duration.ofMillis(1), null));
  }

  @Test
  void gives_every_one_of_many_names_its_turn() {
    for (int i = 0; i < 300; i++) {
      totals.put("tasks.number%03d".formatted(i), work(1, 1));
    }
    Map<String, Long> told = new HashMap<>();
    int portions = 0;
    int left = 1;
    while (left > 0) {
      WorkLedger.Portion portion = ledger.next(totals, ROOM);
      ledger.confirm(portion);
      portion.tasks().forEach((name, work) -> told.merge(name, work.count(), Long::sum));
      assertThat(portion.tasks().size() + portion.left())
          .isEqualTo(300 - told.size() + portion.tasks().size());
      left = portion.left();
      portions++;
    }

    assertThat(portions).isBetween(2, 20);
    assertThat(told).hasSize(300).allSatisfy((name, count) -> assertThat(count).isEqualTo(1));
  }

  @Test
  void starts_behind_the_last_name_so_that_busy_names_keep_nobody_out() {
    totals.put("a", work(1, 1));
    totals.put("b", work(1, 1));
    int one = 150;
    ledger.confirm(ledger.next(totals, one));
    totals.put("a", work(2, 2));

    assertThat(ledger.next(totals, one).tasks()).containsOnlyKeys("b");
  }

  @Test
  void passes_over_a_name_that_can_never_have_room() {
    totals.put("a".repeat(ROOM), work(1, 1));
    totals.put("b", work(1, 1));

    WorkLedger.Portion portion = ledger.next(totals, ROOM);

    assertThat(portion.tasks()).containsOnlyKeys("b");
    assertThat(portion.left()).isZero();
  }

  @Test
  void tells_of_details_since_the_last_portion_and_of_hogs_before_they_end() {
    totals.put("a", new Work(5, Duration.ofMillis(100), null, detail(1, 0, Map.of(3, 4L, 4, 1L))));
    ledger.confirm(ledger.next(totals, ROOM));
    totals.put("a", new Work(5, Duration.ofMillis(100), null, detail(1, 2, Map.of(3, 4L, 4, 1L))));
    totals.put("b", new Work(0, Duration.ZERO, null, detail(0, 0, Map.of())));

    WorkLedger.Portion portion = ledger.next(totals, ROOM);
    ledger.confirm(portion);
    totals.put("a", new Work(7, Duration.ofMillis(130), null, detail(2, 2, Map.of(3, 4L, 4, 3L))));

    assertThat(portion.tasks())
        .containsExactly(Map.entry("a", new Work(0, Duration.ZERO, null, detail(0, 2, Map.of()))));
    assertThat(ledger.next(totals, ROOM).tasks())
        .containsExactly(
            Map.entry("a", new Work(2, Duration.ofMillis(30), null, detail(1, 0, Map.of(4, 2L)))));
  }

  @Test
  void keeps_to_its_room_however_much_there_is_to_tell_of_each_name() {
    SortedMap<Integer, Long> wide = new TreeMap<>();
    for (int i = 0; i < 50; i++) {
      wide.put(i, 123_456L);
    }
    WorkDetail all = new WorkDetail(9, 9, 9, 9, new WorkDetail.Spread(wide, wide, wide));
    for (int i = 0; i < 10; i++) {
      totals.put("a" + i, new Work(1, Duration.ZERO, null, all));
    }

    WorkLedger.Portion portion = ledger.next(totals, ROOM);

    assertThat(portion.tasks()).hasSize(1);
    assertThat(portion.left()).isEqualTo(9);
  }

  private static WorkDetail detail(long failed, long hogs, Map<Integer, Long> walls) {
    return new WorkDetail(
        failed,
        hogs,
        0,
        0,
        new WorkDetail.Spread(new TreeMap<>(walls), new TreeMap<>(), new TreeMap<>()));
  }

  private static Work work(long count, long millis) {
    return new Work(count, Duration.ofMillis(millis), null);
  }
}
