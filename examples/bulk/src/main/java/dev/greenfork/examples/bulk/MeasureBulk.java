package dev.greenfork.examples.bulk;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.examples.conformance.ValueTasksClient;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * How many messages a second one thread sends: {@code MeasureBulk [MESSAGES]}. It makes each
 * message anew and counts it when the broker has confirmed it. The broker's URL is in the variable
 * GREENFORK_BROKER.
 */
public final class MeasureBulk {
  private static final int BATCH = 5_000;

  /** Batches that may be on their way, so that making messages and sending them overlap. */
  private static final int UNCONFIRMED = 4;

  private MeasureBulk() {}

  public static void main(String[] args) throws Exception {
    int messages = args.length > 0 ? Integer.parseInt(args[0]) : 500_000;
    var broker = System.getenv().getOrDefault("GREENFORK_BROKER", "redis://localhost:6379/0");
    try (var client = GreenforkClient.connect(broker)) {
      var bulk = new ValueTasksClient(client).with(options -> options.queue("bulk"));
      long began = System.nanoTime();
      var sent = new ArrayDeque<CompletableFuture<?>>();
      for (int first = 0; first < messages; first += BATCH) {
        var batch =
            IntStream.range(first, Math.min(first + BATCH, messages))
                .mapToObj(bulk::echoSignature)
                .toList();
        sent.add(client.sendAll(batch).toCompletableFuture());
        if (sent.size() == UNCONFIRMED) {
          sent.remove().get(1, TimeUnit.MINUTES);
        }
      }
      for (var batch : sent) {
        batch.get(1, TimeUnit.MINUTES);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf("%d messages in %.2f s: %.0f/s%n", messages, seconds, messages / seconds);
    }
  }
}
