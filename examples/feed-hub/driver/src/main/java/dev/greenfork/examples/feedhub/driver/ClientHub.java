package dev.greenfork.examples.feedhub.driver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.client.AsyncResult;
import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.TaskCall;
import dev.greenfork.client.TaskFailedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The feed hub behind a broker. */
final class ClientHub implements Hub {
  private final GreenforkClient client;

  ClientHub(GreenforkClient client) {
    this.client = client;
  }

  @Override
  public List<CompletionStage<Outcome>> fetch(
      List<String> urls, boolean fingerprint, String queue) {
    var calls =
        urls.stream()
            .map(url -> TaskCall.of("feeds.fetch", url, fingerprint).onQueue(queue))
            .toList();
    return client.sendAll(calls, JsonNode.class).toCompletableFuture().join().stream()
        .map(ClientHub::outcome)
        .toList();
  }

  @Override
  public CompletionStage<Outcome> fingerprint(String id) {
    return outcome(client.result(id, JsonNode.class));
  }

  private static CompletionStage<Outcome> outcome(AsyncResult<JsonNode> result) {
    return result.onComplete().handle(ClientHub::outcome);
  }

  private static Outcome outcome(@Nullable JsonNode value, @Nullable Throwable failure) {
    if (value == null) {
      return new Outcome.Failed(failure == null ? "no value" : reason(failure));
    }
    var run = value.path("run");
    var sentOn = value.path("fingerprint");
    return new Outcome.Done(
        new Run(run.path("started").asDouble(), run.path("seconds").asDouble()),
        value.has("nearDuplicates")
            ? value.path("nearDuplicates").size()
            : value.path("entries").asInt(),
        sentOn.isTextual() ? sentOn.textValue() : null);
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
