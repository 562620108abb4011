package dev.greenfork.broker.redis;

import dev.greenfork.broker.DrainAnswer;
import dev.greenfork.broker.DrainOrder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Orders to drain and the answers to them as they stand at the broker. Pure. */
final class DrainCodec {

  private DrainCodec() {}

  /** {@code <order> <held> <idle ms>}; an order's id holds no space. */
  static String answer(DrainAnswer answer) {
    return "%s %d %d".formatted(answer.order(), answer.held(), answer.idle().toMillis());
  }

  /** What stands there; null if it is nothing or not ours. */
  static @Nullable DrainAnswer answer(@Nullable String text) {
    String[] parts = text == null ? new String[0] : text.split(" ", -1);
    try {
      return parts.length < 3
          ? null
          : new DrainAnswer(
              parts[0], Integer.parseInt(parts[1]), Duration.ofMillis(Long.parseLong(parts[2])));
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * An order with what was said to it.
   *
   * @param order {@code <until> <id>}, by the broker's clock in ms
   * @return null if the text is not ours
   */
  static @Nullable DrainOrder order(String order, @Nullable String answer, long now) {
    int space = order.indexOf(' ');
    try {
      if (space < 0) {
        return null;
      }
      long left = Long.parseLong(order.substring(0, space)) - now;
      String id = order.substring(space + 1);
      DrainAnswer said = answer(answer);
      return new DrainOrder(
          id,
          Duration.ofMillis(Math.max(0, left)),
          said != null && said.order().equals(id) ? said : null);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
