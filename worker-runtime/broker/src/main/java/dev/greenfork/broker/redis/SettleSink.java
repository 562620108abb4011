package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerLimits;
import dev.greenfork.broker.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches of settlements. Where broker and result backend are one Redis, a batch is one
 * script per incarnation; where they are two, the results of deliveries that are still recorded are
 * stored and confirmed first, then the deliveries end.
 */
final class SettleSink implements GroupWriter.Sink<SettleItem> {

  /** Of one script, which holds up Redis for some milliseconds. */
  private static final int MOST_OF_A_SCRIPT = 500;

  /** Of one round trip, so that a distant Redis settles as much as a near one. */
  private static final int MOST = 4 * MOST_OF_A_SCRIPT;

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
  public int size(SettleItem item) {
    return item.size();
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public List<SettleItem> write(List<SettleItem> batch) {
    RedisConnection current = connect();
    List<SettleItem> again = new ArrayList<>();
    List<SettleItem> done = new ArrayList<>();
    List<SettleItem> ready = batch;
    if (results.isPresent()) {
      ready = results.get().store(current, batch);
      // Results alone are stored now.
      ready.stream().filter(SettleItem.Store.class::isInstance).forEach(done::add);
      ready = ready.stream().filter(item -> !(item instanceof SettleItem.Store)).toList();
    }
    List<List<SettleItem>> groups = SettleGroups.of(ready, MOST_OF_A_SCRIPT);
    List<Object> replies = Script.SETTLE.run(current, groups.stream().map(this::call).toList());
    for (int i = 0; i < groups.size(); i++) {
      SettleReplies.Judged judged =
          SettleReplies.judge(groups.get(i), (List<?>) replies.get(i), this::wasDoneBefore);
      again.addAll(judged.again());
      done.addAll(judged.done());
    }
    sentBefore = false;
    results.ifPresent(writer -> writer.ended(done));
    done.forEach(item -> item.tell(Settled.DONE));
    return again;
  }

  @Override
  public List<SettleItem> retry(List<SettleItem> batch, BrokerException cause) {
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

  private Script.Arguments call(List<SettleItem> group) {
    boolean withResults = results.isEmpty();
    BrokerLimits limits = site.settings().limits();
    String name = group.getFirst().tag().incarnation();
    List<byte[]> values = new ArrayList<>(group.size() * 5);
    values.add(utf8(Long.toString(site.settings().resultExpires().toSeconds())));
    values.add(utf8(Integer.toString(limits.deadEntries())));
    values.add(utf8(Long.toString(limits.deadBytes())));
    values.add(site.keys().unstarted(name));
    group.forEach(item -> encoder.add(item, withResults, values));
    return new Script.Arguments(List.of(site.keys().deliveries(name)), values);
  }

  /**
   * Whether a delivery that is not recorded was settled by the try whose reply was lost: while the
   * lease is held, nobody else takes it away.
   */
  private boolean wasDoneBefore(SettleItem item) {
    return sentBefore && item.tag().incarnation().equals(incarnation.get());
  }
}
