package dev.greenfork.examples.bulk;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.examples.conformance.ValueTasksClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends {@code conformance.echo} many times from many threads and says how fast: {@code SendMany
 * [TASKS] [THREADS]}.
 */
public final class SendMany {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private SendMany() {}

  public static void main(String[] args) throws Exception {
    int tasks = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 64;
    var broker = System.getenv().getOrDefault("GREENFORK_BROKER", "redis://localhost:6379/0");
    try (var client = GreenforkClient.connect(broker);
        var producer = new BulkProducer(client::sendAll)) {
      long began = System.nanoTime();
      send(new ValueTasksClient(client), producer, tasks, threads);
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          "%d tasks from %d threads in %.1f s: %.0f tasks/s%n",
          tasks, threads, seconds, tasks / seconds);
    }
  }

  /** Sends from so many threads at once, and returns when the broker has all. */
  static void send(ValueTasksClient values, BulkProducer producer, int tasks, int threads)
      throws Exception {
    var bulk = values.with(options -> options.queue("bulk"));
    var shares = new ArrayList<Callable<List<Receipt>>>();
    for (int first = 0; first < threads; first++) {
      shares.add(share(bulk, producer, first, tasks, threads));
    }
    try (var senders =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("sender-", 0).factory())) {
      for (Future<List<Receipt>> share : senders.invokeAll(shares)) {
        for (Receipt receipt : share.get()) {
          receipt.await(PATIENCE);
        }
      }
    }
  }

  private static Callable<List<Receipt>> share(
      ValueTasksClient bulk, BulkProducer producer, int first, int tasks, int threads) {
    return () -> {
      var receipts = new ArrayList<Receipt>();
      for (int i = first; i < tasks; i += threads) {
        receipts.add(producer.submit(bulk.echoSignature(i)));
      }
      return receipts;
    };
  }
}
