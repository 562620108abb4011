package dev.greenfork.examples.urlopen;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Opens the URLs that it is given on a worker: one with a single task, several with one task each,
 * whose results are shown as they arrive. The broker's URL is in the variable GREENFORK_BROKER.
 */
public final class OpenUrls {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private OpenUrls() {}

  public static void main(String[] urls) throws InterruptedException {
    var broker = System.getenv().getOrDefault("GREENFORK_BROKER", "redis://localhost:6379/0");
    try (var client = GreenforkClient.connect(broker)) {
      open(client, Arrays.asList(urls), System.out);
    }
  }

  static void open(GreenforkClient client, List<String> urls, PrintStream out)
      throws InterruptedException {
    var tasks = new UrlTasksClient(client).with(options -> options.queue("urls"));
    if (urls.size() == 1) {
      out.println(urls.getFirst() + ": " + tasks.length(urls.getFirst()).get(PATIENCE));
      return;
    }
    List<AsyncResult<Integer>> results =
        client
            .sendAll(urls.stream().map(tasks::lengthSignature).toList())
            .toCompletableFuture()
            .join();
    var shown = new ArrayList<CompletableFuture<Void>>();
    for (int i = 0; i < urls.size(); i++) {
      var url = urls.get(i);
      shown.add(
          results
              .get(i)
              .onComplete()
              .thenAccept(length -> out.println(url + ": " + length))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(shown.toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS)
        .join();
  }
}
