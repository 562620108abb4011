package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.DelayedMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Looks at what waits for its time at the broker. Thread safe. */
final class DelayedView {

  private static final int MOST_BYTES = 4 << 20;

  private final Site site;
  private final Registration registration;

  DelayedView(Site site, Registration registration) {
    this.site = site;
    this.registration = registration;
  }

  /** See {@link dev.greenfork.broker.TaskConsumer#delayed}. */
  List<DelayedMessage> read(int most) {
    List<String> queues = registration.queues().names();
    if (queues.isEmpty() || most < 1) {
      return List.of();
    }
    List<byte[]> keys = new ArrayList<>(List.of(site.keys().leases(), site.keys().workers()));
    List<byte[]> values = new ArrayList<>();
    values.add(utf8(registration.incarnation()));
    values.add(utf8(Integer.toString(most)));
    values.add(utf8(Integer.toString(MOST_BYTES / queues.size())));
    for (String queue : queues) {
      keys.add(site.keys().delayed(queue));
      values.add(utf8(queue));
    }
    List<?> reply;
    try (RedisConnection connection = site.connector().open("greenfork:delayed")) {
      reply = (List<?>) Script.DELAYED.run(connection, new Script.Arguments(keys, values));
    }
    List<DelayedMessage> found = new ArrayList<>();
    for (int i = 0; i < reply.size(); i += 3) {
      String queue = queues.get(Math.toIntExact((Long) reply.get(i)) - 1);
      Instant due = Instant.ofEpochMilli((long) Double.parseDouble(text(reply.get(i + 1))));
      byte[] envelope = Delayed.envelope((byte[]) reply.get(i + 2));
      if (envelope != null) {
        found.add(new DelayedMessage(queue, due, envelope));
      }
    }
    found.sort(Comparator.comparing(DelayedMessage::due));
    return found.size() <= most ? found : List.copyOf(found.subList(0, most));
  }
}
