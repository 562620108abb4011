package dev.greenfork.broker.redis;

import dev.greenfork.broker.Announcement;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Publisher;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Publishes for many threads over one connection. */
final class RedisPublisher implements Publisher, AutoCloseable {

  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  private final GroupWriter<PublishSink.Item> writer;
  private final Duration patience;

  RedisPublisher(Site site) {
    this.patience = site.timings().publish();
    this.writer =
        new GroupWriter<>(
            "greenfork-publish",
            new PublishSink(site),
            site.settings().limits().settleBytes(),
            site.backoff());
  }

  @Override
  public CompletionStage<Void> publish(List<Publication> messages, List<Announcement> news) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (messages.isEmpty()) {
      done.complete(null);
      return done;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    writer.add(new PublishSink.Item(List.copyOf(messages), List.copyOf(news), done, deadline));
    return done;
  }

  @Override
  public void close() {
    writer.close(LAST_WRITES);
  }
}
