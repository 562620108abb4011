package dev.greenfork.examples.feedhub.driver;

import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskFailedException;
import dev.greenfork.examples.feedhub.tasks.FeedTasksClient;
import dev.greenfork.examples.feedhub.tasks.Fetched;
import dev.greenfork.examples.feedhub.tasks.Fingerprints;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The feed hub behind a broker. */
final class ClientHub implements Hub {
  private final GreenforkClient client;
  private final FeedTasksClient tasks;

  ClientHub(GreenforkClient client) {
    this.client = client;
    this.tasks = new FeedTasksClient(client);
  }

  @Override
  public List<CompletionStage<Outcome>> fetch(
      List<String> urls, boolean fingerprint, String queue) {
    var feeds = tasks.with(options -> options.queue(queue));
    var calls = urls.stream().map(url -> feeds.fetchSignature(url, fingerprint)).toList();
    return client.sendAll(calls).toCompletableFuture().join().stream()
        .map(result -> outcome(result, ClientHub::done))
        .toList();
  }

  @Override
  public CompletionStage<Outcome> fingerprint(String id) {
    return outcome(client.result(id, Fingerprints.class), ClientHub::done);
  }

  private static <T> CompletionStage<Outcome> outcome(
      AsyncResult<T> result, Function<T, Outcome> done) {
    return result
        .onComplete()
        .thenApply(done)
        .exceptionally(failure -> new Outcome.Failed(reason(failure)));
  }

  private static Outcome done(Fetched feed) {
    return new Outcome.Done(feed.run(), feed.entries(), feed.fingerprint());
  }

  private static Outcome done(Fingerprints found) {
    return new Outcome.Done(found.run(), found.nearDuplicates().size(), null);
  }

  private static String reason(Throwable failure) {
    var cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TaskFailedException failed
        ? failed.type()
        : cause.getClass().getSimpleName();
  }
}
