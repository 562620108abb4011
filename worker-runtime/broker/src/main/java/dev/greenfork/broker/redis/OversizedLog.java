package dev.greenfork.broker.redis;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells and counts messages that were dead-lettered unread because of their size. Thread safe. */
final class OversizedLog {

  private static final Logger log = LoggerFactory.getLogger(OversizedLog.class);

  private final int limit;
  private final AtomicLong count = new AtomicLong();

  /**
   * @param limit bytes of a message
   */
  OversizedLog(int limit) {
    this.limit = limit;
  }

  long count() {
    return count.get();
  }

  void report(List<FetchCall.Oversized> letters) {
    for (FetchCall.Oversized each : letters) {
      count.incrementAndGet();
      log.warn(
          "Dead-lettered a message of {} bytes from {}, above the limit of {}: task {}, id {}",
          each.bytes(),
          each.queue(),
          limit,
          each.task().isEmpty() ? "unknown" : each.task(),
          each.id().isEmpty() ? "unknown" : each.id());
    }
  }
}
