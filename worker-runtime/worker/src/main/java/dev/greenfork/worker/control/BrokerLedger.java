package dev.greenfork.worker.control;

import dev.greenfork.broker.Results;
import dev.greenfork.broker.StandingOrders;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.ResultCodec;
import dev.greenfork.protocol.ResultMeta;
import dev.greenfork.worker.revocation.Revocation;
import dev.greenfork.worker.run.Failures;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes revocations where workers that start later find them, and marks the tasks that nobody has
 * begun as REVOKED at once, as Celery 5.7 does. Thread safe.
 */
final class BrokerLedger implements Revoking.Ledger {

  private static final Logger log = LoggerFactory.getLogger(BrokerLedger.class);

  private final StandingOrders orders;
  private final Supplier<Results> results;
  private final ResultCodec codec;
  private final InstantSource clock;

  /**
   * @param results asked only when there is something to mark
   */
  BrokerLedger(
      StandingOrders orders, Supplier<Results> results, ResultCodec codec, InstantSource clock) {
    this.orders = orders;
    this.results = results;
    this.codec = codec;
    this.clock = clock;
  }

  @Override
  public void revoked(Set<String> ids, Set<String> runningHere) {
    logFailure(orders.revoke(ids));
    for (String id : ids) {
      if (!runningHere.contains(id)) {
        ResultMeta meta =
            ResultMeta.revoked(
                id, Failures.revoked(Revocation.REVOKED), clock.instant(), ResultMeta.Links.NONE);
        logFailure(results.get().storeIfNotBegun(new StoredResult(id, codec.encode(meta))));
      }
    }
  }

  @Override
  public void revokedStamps(Map<String, List<String>> stamps) {
    logFailure(orders.revokeStamped(stamps));
  }

  private static void logFailure(CompletionStage<?> written) {
    var _ =
        written.whenComplete(
            (done, failure) -> {
              if (failure != null) {
                log.warn("A revocation was not kept at the broker: {}", failure.getMessage());
              }
            });
  }
}
