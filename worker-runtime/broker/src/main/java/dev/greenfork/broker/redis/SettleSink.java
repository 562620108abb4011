package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.SettleListener;
import dev.greenfork.broker.Settled;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes batches of settlements. Where broker and result backend are one Redis, a batch is one
 * script per incarnation; where they are two, the results of deliveries that are still recorded are
 * stored and confirmed first, then the deliveries end.
 */
final class SettleSink implements GroupWriter.Sink<SettleSink.Item> {

  /** A settlement, or a result that ends no delivery; one of the two is there. */
  record Item(
      @Nullable Settlement settlement, @Nullable StoredResult result, SettleListener listener) {

    /** The result to store, if any. */
    @Nullable StoredResult stored() {
      return switch (settlement) {
        case null -> result;
        case Settlement.Finish finish -> finish.result();
        case Settlement.Bury bury -> bury.result();
        case Settlement.Drop drop -> null;
        case Settlement.HandBack back -> null;
        case Settlement.Later later -> null;
      };
    }

    private void tell(Settled settled) {
      try {
        listener.settled(settled);
      } catch (RuntimeException e) {
        log.error("A listener failed", e);
      }
    }

    private void join(JoinFirst first) {
      try {
        first.tell(listener);
      } catch (RuntimeException e) {
        log.error("A listener failed", e);
      }
    }

    private String incarnation() {
      return settlement == null ? "" : settlement.tag().incarnation();
    }
  }

  private static final Logger log = LoggerFactory.getLogger(SettleSink.class);
  private static final int OVERHEAD = 200;

  private final Site site;
  private final SettleEncoder encoder;
  private final Supplier<String> incarnation;
  private boolean sentBefore;
  private volatile @Nullable RedisConnection connection;
  private volatile Optional<ResultWriter> results = Optional.empty();

  /**
   * @param incarnation the name under which deliveries are recorded now
   */
  SettleSink(Site site, SettleEncoder encoder, Supplier<String> incarnation) {
    this.site = site;
    this.encoder = encoder;
    this.incarnation = incarnation;
  }

  @Override
  public int size(Item item) {
    StoredResult stored = item.stored();
    int size = OVERHEAD + (stored == null ? 0 : stored.meta().length);
    if (item.settlement() instanceof Settlement.Finish finish) {
      size += finish.children().stream().mapToInt(child -> child.envelope().length).sum();
      size += JoinEncoder.size(finish.joins());
    } else if (item.settlement() instanceof Settlement.Bury bury) {
      size += Math.min(bury.delivery().envelope().length, 90_000);
    }
    return size;
  }

  @Override
  public List<Item> write(List<Item> batch) {
    RedisConnection current = connect();
    List<Item> again = new ArrayList<>();
    List<Item> ready = batch;
    if (results.isPresent()) {
      ready = results.get().store(current, batch);
    }
    List<Item> done = new ArrayList<>();
    for (List<Item> group : groups(ready)) {
      again.addAll(settle(current, group, done));
    }
    sentBefore = false;
    results.ifPresent(writer -> writer.ended(done));
    done.forEach(item -> item.tell(Settled.DONE));
    return again;
  }

  @Override
  public List<Item> retry(List<Item> batch, BrokerException cause) {
    sentBefore = true;
    return batch;
  }

  @Override
  public void disconnect() {
    RedisConnection current = connection;
    connection = null;
    if (current != null) {
      current.abort();
    }
    results.ifPresent(ResultWriter::close);
    results = Optional.empty();
  }

  private RedisConnection connect() {
    RedisConnection current = connection;
    if (current == null) {
      current = site.connector().open("greenfork:settle");
      connection = current;
      results = site.separateResults().map(way -> new ResultWriter(site, encoder, way));
    }
    return current;
  }

  private List<Item> settle(RedisConnection current, List<Item> group, List<Item> ended) {
    boolean withResults = results.isEmpty();
    BrokerLimits limits = site.settings().limits();
    List<byte[]> values = new ArrayList<>(group.size() * 5);
    values.add(utf8(Long.toString(site.settings().resultExpires().toSeconds())));
    values.add(utf8(Integer.toString(limits.deadEntries())));
    values.add(utf8(Long.toString(limits.deadBytes())));
    for (Item item : group) {
      if (item.settlement() != null) {
        encoder.add(item.settlement(), withResults, values);
      } else if (item.result() != null) {
        encoder.add(item.result(), values);
      }
    }
    List<byte[]> keys = List.of(site.keys().deliveries(group.getFirst().incarnation()));
    List<?> replies = (List<?>) Script.SETTLE.run(current, new Script.Arguments(keys, values));
    return judge(group, replies, ended);
  }

  private List<Item> judge(List<Item> group, List<?> replies, List<Item> ended) {
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      Item item = group.get(i);
      Object reply = replies.get(i);
      if (reply instanceof Long done) {
        if (done == 1) {
          ended.add(item);
        } else {
          item.tell(wasDoneBefore(item) ? Settled.DONE : Settled.REFUSED);
        }
      } else if (JoinFirst.read(reply).isPresent()) {
        item.join(JoinFirst.read(reply).get());
      } else if (Refusals.passes(text(reply))) {
        again.add(item);
      } else {
        log.error("Redis refuses to settle {}: {}", item.settlement(), text(reply));
        item.tell(Settled.FAILED);
      }
    }
    if (!again.isEmpty()) {
      log.warn("Redis cannot store {} outcomes now and gets them again", again.size());
    }
    return again;
  }

  /**
   * Whether a delivery that is not recorded was settled by the try whose reply was lost: while the
   * lease is held, nobody else takes it away.
   */
  private boolean wasDoneBefore(Item item) {
    return sentBefore && item.incarnation().equals(incarnation.get());
  }

  /**
   * By incarnation; what is handed back goes newest first, so that the oldest ends at the head of
   * its queue.
   */
  private List<List<Item>> groups(List<Item> batch) {
    Map<String, List<Item>> groups = new LinkedHashMap<>();
    for (Item item : batch) {
      boolean alone = item.settlement() == null && results.isPresent();
      if (alone) {
        item.tell(Settled.DONE);
      } else {
        groups.computeIfAbsent(item.incarnation(), name -> new ArrayList<>()).add(item);
      }
    }
    Comparator<Item> order = Comparator.comparingLong(SettleSink::rank);
    groups.values().forEach(group -> group.sort(order));
    return List.copyOf(groups.values());
  }

  private static long rank(Item item) {
    return item.settlement() instanceof Settlement.HandBack back
        ? -back.tag().number()
        : Long.MIN_VALUE;
  }
}
