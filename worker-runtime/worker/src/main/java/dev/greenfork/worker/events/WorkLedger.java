package dev.greenfork.worker.events;

import dev.greenfork.protocol.event.WorkDetail;
import dev.greenfork.protocol.event.WorkerEvent.Cpu;
import dev.greenfork.protocol.event.WorkerEvent.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Divides the work of a worker into portions, one for each heartbeat, so that each run is told of
 * once: a portion that was not confirmed is contained in the next one, and names for which there
 * was no room come first then. For one thread.
 */
final class WorkLedger {

  /**
   * What one heartbeat tells.
   *
   * @param tasks what was done since it was told of last
   * @param totals of the same names, since the start
   * @param left names without room
   */
  record Portion(Map<String, Work> tasks, Map<String, Work> totals, int left) {}

  /** Bytes of what every entry has beside its name. */
  private static final int OVERHEAD = 100;

  private static final int PER_FIELD = 24;
  private static final int PER_CLASS = 12;

  private static final Work NOTHING = new Work(0, Duration.ZERO, null);

  private final Map<String, Work> told = new HashMap<>();
  private String last = "";

  /**
   * The next portion.
   *
   * @param totals since the start
   * @param room for the entries, in bytes of JSON
   */
  Portion next(SortedMap<String, Work> totals, int room) {
    Map<String, Work> tasks = new TreeMap<>();
    Map<String, Work> included = new LinkedHashMap<>();
    int left = 0;
    int free = room;
    for (String name : from(last, totals)) {
      Work total = totals.getOrDefault(name, NOTHING);
      Work news = since(told.getOrDefault(name, NOTHING), total);
      if (isNothing(news)) {
        continue;
      }
      int size = size(name) + size(news);
      if (left > 0 || size > free) {
        // One that can never have room must not keep out those behind it.
        left += size > room ? 0 : 1;
        continue;
      }
      free -= size;
      tasks.put(name, news);
      included.put(name, total);
    }
    return new Portion(tasks, included, left);
  }

  /** The portion has been told. */
  void confirm(Portion portion) {
    told.putAll(portion.totals());
    portion.totals().keySet().forEach(name -> last = name);
  }

  private static Iterable<String> from(String last, SortedMap<String, Work> totals) {
    List<String> names = new ArrayList<>(totals.tailMap(last + '\0').keySet());
    names.addAll(totals.headMap(last + '\0').keySet());
    return names;
  }

  private static Work since(Work before, Work now) {
    return new Work(
        now.count() - before.count(),
        now.wall().minus(before.wall()),
        since(before.cpu(), now.cpu()),
        now.detail().minus(before.detail()));
  }

  /** A run that hogs is told of before it ends. */
  private static boolean isNothing(Work news) {
    return news.count() == 0 && news.detail().hogs() == 0 && news.detail().pins() == 0;
  }

  private static @Nullable Cpu since(@Nullable Cpu before, @Nullable Cpu now) {
    if (before == null || now == null) {
      return now;
    }
    long count = now.count() - before.count();
    return count == 0 ? null : new Cpu(count, now.time().minus(before.time()));
  }

  /** Bytes of an entry beside its name. */
  private static int size(Work news) {
    WorkDetail.Spread spread = news.detail().spread();
    int histograms =
        Stream.of(spread.wall(), spread.cpu(), spread.share())
            .filter(counts -> !counts.isEmpty())
            .mapToInt(counts -> PER_FIELD + PER_CLASS * counts.size())
            .sum();
    long numbers =
        Stream.of(
                news.detail().failed(),
                news.detail().hogs(),
                news.detail().pins(),
                news.detail().bytes())
            .filter(number -> number > 0)
            .count();
    return OVERHEAD + histograms + (int) numbers * PER_FIELD;
  }

  /** Bytes of a name in ASCII JSON. */
  static int size(String name) {
    return name.chars().map(c -> c >= ' ' && c < 0x7f && c != '"' && c != '\\' ? 1 : 6).sum();
  }
}
