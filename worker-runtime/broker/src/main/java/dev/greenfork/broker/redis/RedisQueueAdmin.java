package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;
import static dev.greenfork.broker.redis.RedisConnection.utf8;

import dev.greenfork.broker.DeadMessage;
import dev.greenfork.broker.Purged;
import dev.greenfork.broker.QueueAdmin;
import dev.greenfork.broker.QueueState;
import dev.greenfork.broker.Requeued;
import dev.greenfork.protocol.QueueKeys;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisDataException;

/** Looks at, empties and mends queues in Redis. */
final class RedisQueueAdmin implements QueueAdmin, AutoCloseable {

  /** Letters of one reply: some of them have 90 KB. */
  private static final int CHUNK = 50;

  private final Keys keys;
  private final QueueStates states;
  private final DueMover mover;
  private final KeptConnection connection;

  RedisQueueAdmin(Site site) {
    this.keys = site.keys();
    this.states = new QueueStates(keys);
    this.mover = new DueMover(keys, site.settings().limits(), InstantSource.system());
    this.connection = new KeptConnection(site.connector(), "greenfork:queues");
  }

  @Override
  public List<String> names() {
    return connection.use(new QueueNames(keys)::find);
  }

  @Override
  public List<QueueState> look(Collection<String> queues) {
    return connection.use(current -> states.look(current, queues));
  }

  @Override
  public Purged purge(String queue) {
    List<byte[]> names = new ArrayList<>(states.lists(queue));
    names.add(keys.delayed(queue));
    List<?> counts =
        (List<?>)
            connection.use(
                current -> Script.PURGE.run(current, new Script.Arguments(names, List.of())));
    return new Purged(QueueStates.all(counts), (Long) counts.getLast());
  }

  @Override
  public List<DeadMessage> dead(String queue, int most) {
    return connection.use(
        current -> {
          List<DeadMessage> letters = new ArrayList<>();
          int wanted;
          List<?> some;
          do {
            wanted = Math.min(CHUNK, most - letters.size());
            String from = Integer.toString(letters.size());
            String to = Integer.toString(letters.size() + wanted - 1);
            some =
                wanted == 0
                    ? List.of()
                    : (List<?>)
                        current.call(Command.LRANGE, keys.dead(queue), utf8(from), utf8(to));
            some.forEach(entry -> letters.add(DeadEntries.read(queue, text(entry))));
          } while (wanted > 0 && some.size() == wanted);
          return letters;
        });
  }

  @Override
  public Requeued requeue(DeadMessage letter) {
    if (letter.message().truncated()) {
      return Requeued.TRUNCATED;
    }
    byte[] envelope = letter.message().envelope();
    return remove(letter, envelope) ? Requeued.DONE : Requeued.GONE;
  }

  @Override
  public boolean drop(DeadMessage letter) {
    return remove(letter, null);
  }

  @Override
  public long dropAll(String queue) {
    return connection.use(
        current -> {
          current.queue(Command.MULTI);
          current.queue(Command.LLEN, keys.dead(queue));
          current.queue(Command.UNLINK, keys.dead(queue), keys.deadTally(queue));
          current.queue(Command.EXEC);
          Object reply = current.replies(4).getLast();
          if (reply instanceof JedisDataException error) {
            throw current.translate(error);
          }
          Object count = ((List<?>) reply).getFirst();
          if (count instanceof JedisDataException error) {
            throw current.translate(error);
          }
          return (Long) count;
        });
  }

  @Override
  public Duration moveDue(List<String> queues) {
    return connection.use(current -> mover.move(current, queues)).next();
  }

  @Override
  public void close() {
    connection.close();
  }

  private boolean remove(DeadMessage letter, byte @Nullable [] envelope) {
    int step = envelope == null ? 0 : QueueKeys.step(DeadEntries.priority(envelope));
    String queue = letter.queue();
    List<byte[]> values = new ArrayList<>(List.of(utf8(letter.entry())));
    if (envelope != null) {
      values.add(envelope);
    }
    Script.Arguments arguments =
        new Script.Arguments(
            List.of(keys.dead(queue), keys.deadTally(queue), keys.list(queue, step)), values);
    return connection.use(current -> (Long) Script.UNDEAD.run(current, arguments)) == 1;
  }
}
