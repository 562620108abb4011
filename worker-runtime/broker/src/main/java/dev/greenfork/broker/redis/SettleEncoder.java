package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import dev.greenfork.broker.Joins;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Writes settlements as the arguments of the settle script. */
final class SettleEncoder {

  private static final byte[] NOTHING = {};
  private static final int KEPT_BYTES = 64 << 10;

  private final Keys keys;
  private final ResultKeys results;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final JoinEncoder joins;

  SettleEncoder(Keys keys, ResultKeys results, InstantSource clock, RandomGenerator random) {
    this.random = random;
    this.keys = keys;
    this.results = results;
    this.clock = clock;
    this.joins = new JoinEncoder(results);
  }

  /**
   * Appends one item.
   *
   * @param withResult false where the result is stored elsewhere
   */
  void add(SettleItem item, boolean withResult, List<byte[]> values) {
    switch (item) {
      case SettleItem.End(var settlement, var _) -> add(settlement, withResult, values);
      case SettleItem.Store(var tag, var result) -> {
        head(values, "S", utf8(Long.toString(tag.number())), 2);
        result(values, result);
      }
      case SettleItem.Mark(var tag, boolean started, var _) ->
          head(values, started ? "G" : "N", utf8(Long.toString(tag.number())), 0);
    }
  }

  private void add(Settlement settlement, boolean withResult, List<byte[]> values) {
    byte[] number = utf8(Long.toString(settlement.tag().number()));
    switch (settlement) {
      case Settlement.Finish finish -> finish(finish, withResult, number, values);
      case Settlement.Drop drop -> head(values, "D", number, 0);
      case Settlement.HandBack back -> head(values, "H", number, 0);
      case Settlement.Forward(var delivery, var to, var version) -> {
        head(values, "M", number, 3);
        values.add(keys.list(to.of(delivery.queue()), delivery.step()));
        values.add(to == SubQueue.PARKED ? keys.unparked(delivery.queue()) : NOTHING);
        values.add(utf8(ServeReply.who(version)));
      }
      case Settlement.SendOn(var delivery, var queue) -> {
        head(values, "M", number, 3);
        values.add(keys.list(queue, delivery.step()));
        values.add(NOTHING);
        values.add(NOTHING);
      }
      case Settlement.Later(var tag, var due) -> {
        head(values, "L", number, 4);
        long left = Math.max(0, Duration.between(clock.instant(), due).toMillis());
        values.add(utf8(Long.toString(left)));
        values.add(utf8(Delayed.unique(random)));
        values.add(utf8(Integer.toString(utf8(keys.prefix()).length)));
        values.add(utf8(clock.instant().toString()));
      }
      case Settlement.Died(var tag, var how) -> {
        head(values, "K", number, 3);
        values.add(utf8(keys.prefix()));
        values.add(utf8(tag.incarnation() + "/" + tag.number()));
        values.add(utf8(Deaths.entry(clock.instant(), how)));
      }
      case Settlement.Bury(var delivery, var letter, var end) -> {
        List<byte[]> finish = new ArrayList<>();
        finish(end, withResult, number, finish);
        head(values, "B", number, 4 + finish.size());
        values.add(keys.dead(delivery.queue()));
        values.add(keys.deadTally(delivery.queue()));
        values.add(utf8(entry(delivery, letter, clock.instant()).toString()));
        values.add(utf8(keys.prefix()));
        values.addAll(finish);
      }
    }
  }

  private void finish(
      Settlement.Finish finish, boolean withResult, byte[] number, List<byte[]> values) {
    List<Publication> children = finish.children();
    if (finish.joins().isNone() && finish.tag().number() != DeliveryTag.NONE.number()) {
      head(values, "F", number, 2 + 3 * children.size());
    } else {
      List<byte[]> workflow = new ArrayList<>();
      Joins here = withResult ? finish.joins() : Joins.NONE;
      joins.counts(here, workflow);
      joins.keys(here.keys(), workflow);
      workflow.add(utf8(Integer.toString(here.results().size())));
      here.results().forEach(result -> result(workflow, result));
      head(values, "W", number, workflow.size() + 2 + 3 * children.size());
      values.addAll(workflow);
    }
    result(values, withResult ? finish.result() : null);
    children.forEach(child -> child(child, values));
  }

  private void child(Publication child, List<byte[]> values) {
    if (child.due() == null) {
      values.add(keys.list(child.queue(), QueueKeys.step(child.priority())));
      values.add(NOTHING);
      values.add(child.envelope());
    } else {
      values.add(keys.delayed(child.queue()));
      values.add(Delayed.score(child.due()));
      values.add(Delayed.member(child));
    }
  }

  byte[] key(StoredResult result) {
    return results.key(result.taskId());
  }

  private void result(List<byte[]> values, @Nullable StoredResult result) {
    values.add(result == null ? NOTHING : key(result));
    values.add(result == null ? NOTHING : result.meta());
  }

  private static void head(List<byte[]> values, String form, byte[] number, int count) {
    values.add(utf8(form));
    values.add(number);
    values.add(utf8(Integer.toString(count)));
  }

  private static ObjectNode entry(Delivery delivery, DeadLetter letter, Instant now) {
    byte[] envelope = delivery.envelope();
    boolean truncated = envelope.length > KEPT_BYTES;
    byte[] kept = truncated ? Arrays.copyOf(envelope, KEPT_BYTES) : envelope;
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", letter.id())
        .put("task", letter.task())
        .put("reason", letter.reason())
        .put("detail", letter.detail())
        .put("at", now.toString())
        .put("bytes", envelope.length)
        .put("envelope", Base64.getEncoder().encodeToString(kept))
        .put("truncated", truncated);
  }
}
