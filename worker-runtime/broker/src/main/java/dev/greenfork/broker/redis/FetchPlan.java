package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.SubQueue;
import dev.greenfork.protocol.QueueKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * The lists that a fetch looks into, in order, and the queues that it splits before.
 *
 * @param lists keys to fetch from, then those of the entrances, which are only watched
 * @param places where each list to fetch from belongs
 * @param split the queues to split
 * @param values further arguments of the script; none if nothing is split
 */
record FetchPlan(List<byte[]> lists, List<Place> places, List<String> split, List<byte[]> values) {

  private static final byte[] BATCH_MESSAGES = utf8("500");
  private static final byte[] BATCH_BYTES = utf8(Integer.toString(256 << 10));

  private static final byte[] SHARED = utf8("1");
  private static final byte[] OURS = utf8("0");

  /** A queue and a priority step. */
  record Place(String queue, int step) {}

  /**
   * For queues in their order of service.
   *
   * @param own the sub-queue of the worker's type
   */
  static FetchPlan of(Keys keys, List<String> queues, SplitKeeper splits, SubQueue own) {
    List<byte[]> lists = new ArrayList<>(queues.size() * QueueKeys.STEPS.size());
    List<Place> places = new ArrayList<>(queues.size() * QueueKeys.STEPS.size());
    for (int step : QueueKeys.STEPS) {
      for (String queue : queues) {
        for (String name : splits.mode(queue).names(queue, own)) {
          lists.add(keys.list(name, step));
          places.add(new Place(queue, step));
        }
      }
    }
    List<String> split = queues.stream().filter(queue -> splits.mode(queue).isSplit()).toList();
    if (split.isEmpty()) {
      return new FetchPlan(lists, places, split, List.of());
    }
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(Integer.toString(places.size())));
    values.add(keys.rules());
    values.add(BATCH_MESSAGES);
    values.add(BATCH_BYTES);
    values.add(utf8(own.word()));
    for (String queue : split) {
      QueueKeys.STEPS.forEach(step -> lists.add(keys.list(queue, step)));
      values.add(keys.list(queue, 0));
      values.add(keys.routes(queue));
      values.add(splits.mode(queue).shared() ? SHARED : OURS);
    }
    return new FetchPlan(lists, places, split, values);
  }

  /** The script that does it. */
  Script script() {
    return split.isEmpty() ? Script.FETCH : Script.SPLITTING_FETCH;
  }
}
