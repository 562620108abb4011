package dev.greenfork.operator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.decisions.resources.PoolType;
import dev.greenfork.placement.News;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WishesTest {

  @Test
  void names_three_tasks_in_a_sentence_and_counts_the_others() {
    List<News> news = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      news.add(new News.Moved("t" + i, PoolType.GREEN, "waits"));
    }

    assertThat(Wishes.sentence(news))
        .startsWith("task t0 runs in green pools from now on: waits; task t1 ")
        .endsWith("; and 2 tasks more");
    assertThat(Wishes.sentence(news.subList(0, 1))).doesNotContain(";");
  }
}
