package dev.greenfork.examples.feedhub.server;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.greenfork.examples.feedhub.server.Behaviour.Fault;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class CatalogTest {
  private static final Duration MEDIAN = Duration.ofMillis(300);

  private final List<Page> pages = Catalog.make(Corpora.small(), 2_000, 1, MEDIAN).pages();

  @Test
  void the_same_seed_makes_the_same_bytes_and_delays_whatever_the_count() {
    var again = Catalog.make(Corpora.small(), 50, 1, MEDIAN).pages();

    for (int i = 0; i < again.size(); i++) {
      assertThat(again.get(i).document()).isEqualTo(pages.get(i).document());
      assertThat(again.get(i).behaviour()).isEqualTo(pages.get(i).behaviour());
    }
  }

  @Test
  void another_seed_makes_other_pages() {
    var other = Catalog.make(Corpora.small(), 1, 2, MEDIAN).pages().getFirst();

    assertThat(other.document()).isNotEqualTo(pages.getFirst().document());
  }

  @Test
  void half_of_the_latencies_lie_below_the_median_and_few_above_three_times_it() {
    var latencies = pages.stream().map(p -> p.behaviour().latency()).sorted().toList();

    assertThat(latencies.get(1_000)).isBetween(Duration.ofMillis(280), Duration.ofMillis(320));
    assertThat(latencies.get(1_900)).isBetween(Duration.ofMillis(550), Duration.ofMillis(800));
  }

  @Test
  void a_few_in_a_hundred_are_slow_cut_malformed_or_missing() {
    var faults = pages.stream().collect(groupingBy(p -> p.behaviour().fault(), counting()));

    assertThat(faults.get(Fault.NONE)).isBetween(1_840L, 1_920L);
    assertThat(faults).containsOnlyKeys(Fault.values());
  }

  @Test
  void documents_of_all_three_formats_are_well_formed_and_hold_20_to_60_entries() throws Exception {
    var parser = DocumentBuilderFactory.newDefaultInstance();
    for (Page page : pages.subList(0, 200)) {
      if (page.behaviour().fault() != Fault.MALFORMED) {
        var document = parser.newDocumentBuilder().parse(new ByteArrayInputStream(page.document()));
        var entry = page.format() == FeedFormat.ATOM ? "entry" : "item";
        assertThat(document.getElementsByTagName(entry).getLength()).isBetween(20, 60);
      }
    }
  }
}
