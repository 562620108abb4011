package dev.greenfork.broker.redis;

import static dev.greenfork.broker.redis.RedisConnection.text;

import dev.greenfork.broker.Settled;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the replies of the settle script mean for those who wait for them. */
final class SettleReplies {

  private static final Logger log = LoggerFactory.getLogger(SettleReplies.class);

  /** Those that were done, to be told later, and those to write again. */
  record Judged(List<SettleItem> done, List<SettleItem> again) {}

  private SettleReplies() {}

  /**
   * Tells all but those that were done.
   *
   * @param doneBefore whether something that is not recorded was done by an earlier try
   */
  static Judged judge(List<SettleItem> group, List<?> replies, Predicate<SettleItem> doneBefore) {
    Judged judged = new Judged(new ArrayList<>(group.size()), new ArrayList<>());
    for (int i = 0; i < group.size(); i++) {
      SettleItem item = group.get(i);
      Object reply = replies.get(i);
      if (reply instanceof Long done) {
        if (done == 1) {
          judged.done().add(item);
        } else {
          item.tell(doneBefore.test(item) ? Settled.DONE : Settled.REFUSED);
        }
        continue;
      }
      Optional<JoinFirst> first = JoinFirst.read(reply);
      if (first.isPresent()) {
        item.join(first.get());
      } else if (Refusals.passes(text(reply))) {
        judged.again().add(item);
      } else {
        log.error("Redis refuses to settle {}: {}", item, text(reply));
        item.tell(Settled.FAILED);
      }
    }
    if (!judged.again().isEmpty()) {
      log.warn("Redis cannot store {} outcomes now and gets them again", judged.again().size());
    }
    return judged;
  }
}
