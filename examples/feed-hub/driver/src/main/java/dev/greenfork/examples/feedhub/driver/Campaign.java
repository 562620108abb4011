package dev.greenfork.examples.feedhub.driver;

import java.time.InstantSource;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One round of feeds: sends them, follows what they send on, and collects a sample of each task.
 * Used once.
 */
final class Campaign {
  private final Hub hub;
  private final InstantSource clock;
  private final Queue<Sample> fetches = new ConcurrentLinkedQueue<>();
  private final Queue<Sample> fingerprints = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sentOn = new AtomicInteger();

  Campaign(Hub hub, InstantSource clock) {
    this.hub = hub;
    this.clock = clock;
  }

  /** Sends all feeds at once; the stage is done when all tasks have ended. */
  CompletionStage<Void> send(List<String> urls, boolean fingerprint, String queue) {
    double sent = now();
    var pending =
        hub.fetch(urls, fingerprint, queue).stream()
            .map(
                stage ->
                    stage.thenCompose(outcome -> fetched(sent, outcome)).toCompletableFuture());
    return CompletableFuture.allOf(pending.toArray(CompletableFuture[]::new));
  }

  /** How far the round is; may be asked at any time. */
  Progress progress() {
    return new Progress(fetches.size(), sentOn.get(), fingerprints.size());
  }

  /**
   * What was seen of the round that fetched {@code feeds} feeds; tasks without a result are counted
   * as missing.
   */
  Round round(int feeds) {
    return new Round(padded(fetches, feeds), padded(fingerprints, sentOn.get()));
  }

  private CompletionStage<Void> fetched(double sent, Outcome outcome) {
    fetches.add(new Sample(sent, now(), outcome));
    if (outcome instanceof Outcome.Done done && done.sentOn() != null) {
      sentOn.incrementAndGet();
      // Sent at the end of the fetch, so its wait begins there, by the clock of the worker that
      // sent it.
      double childSent = done.run().started() + done.run().seconds();
      return hub.fingerprint(done.sentOn())
          .thenAccept(child -> fingerprints.add(new Sample(childSent, now(), child)));
    }
    return CompletableFuture.completedStage(null);
  }

  private double now() {
    return clock.millis() / 1e3;
  }

  private List<Sample> padded(Queue<Sample> samples, int expected) {
    var missing = new Sample(now(), now(), new Outcome.Missing());
    return Stream.concat(
            samples.stream(),
            Stream.generate(() -> missing).limit(Math.max(0, expected - samples.size())))
        .toList();
  }

  /** Numbers of tasks that have ended, and of fingerprints known to be under way. */
  record Progress(int fetched, int sentOn, int fingerprinted) {}
}
