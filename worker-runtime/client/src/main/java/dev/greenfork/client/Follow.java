package dev.greenfork.client;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What any work has besides its parts.
 *
 * @param options how it is sent
 * @param onSuccess what runs after its success
 * @param onError what runs after its failure
 */
record Follow(SendOptions options, List<Link> onSuccess, List<Link> onError) {

  static final Follow NOTHING = new Follow(SendOptions.DEFAULT, List.of(), List.of());

  Follow with(UnaryOperator<SendOptions> change) {
    return new Follow(change.apply(options), onSuccess, onError);
  }

  Follow success(Link next) {
    return new Follow(options, Link.plus(onSuccess, next), onError);
  }

  Follow error(Link next) {
    return new Follow(options, onSuccess, Link.plus(onError, next));
  }

  boolean isNothing() {
    return onSuccess.isEmpty() && onError.isEmpty();
  }
}
