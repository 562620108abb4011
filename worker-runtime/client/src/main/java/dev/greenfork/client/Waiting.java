package dev.greenfork.client;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.BrokerUnavailableException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the broker, not for ever. */
final class Waiting {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private Waiting() {}

  /**
   * Waits until the broker has confirmed.
   *
   * @param otherwise what to tell if it does not within 30 s
   */
  static void on(CompletionStage<Void> confirmed, String otherwise) throws InterruptedException {
    try {
      confirmed.toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new BrokerUnavailableException("%s within %s".formatted(otherwise, PATIENCE), e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof BrokerException cause
          ? cause
          : new CompletionException(e.getCause());
    }
  }
}
