package dev.greenfork.broker.redis;

import dev.greenfork.broker.SettleListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What chord.lua says when chords must be joined before a task can end.
 *
 * @param complete places of the parts that completed one
 * @param lost places of the chords to close that others close
 */
record JoinFirst(List<Integer> complete, List<Integer> lost) {

  /** Reads {@code join 0,2 1}; empty if the reply says something else. */
  static Optional<JoinFirst> read(Object reply) {
    if (!(reply instanceof byte[])) {
      return Optional.empty();
    }
    String[] words = RedisConnection.text(reply).split(" ", -1);
    if (words.length != 3 || !words[0].equals("join")) {
      return Optional.empty();
    }
    return Optional.of(new JoinFirst(numbers(words[1]), numbers(words[2])));
  }

  void tell(SettleListener listener) {
    listener.join(complete, lost);
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    for (String number : text.split(",", -1)) {
      if (!number.isEmpty()) {
        numbers.add(Integer.valueOf(number));
      }
    }
    return numbers;
  }
}
