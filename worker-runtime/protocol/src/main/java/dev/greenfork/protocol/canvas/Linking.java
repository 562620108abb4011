package dev.greenfork.protocol.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Where the callbacks of each kind of signature stand (celery.canvas, link and link_error). */
final class Linking {

  private Linking() {}

  /** Has {@code callback} run after success. */
  static void link(Sig sig, JsonNode callback) {
    switch (sig.type) {
      case TASK, CHAIN -> sig.options.append("link", callback);
      case CHORD -> {
        if (sig.body != null) {
          link(sig.body, callback);
        }
      }
      case GROUP -> {
        Sig alone = Sig.of((ObjectNode) callback);
        alone.immutable = true;
        link(sig.tasks.getFirst(), alone.toJson());
      }
    }
  }

  /** Has {@code errback} run after failure. */
  static void linkError(Sig sig, JsonNode errback) {
    switch (sig.type) {
      case TASK, CHAIN -> sig.options.append("link_error", errback);
      case GROUP -> sig.tasks.forEach(task -> linkError(task, errback));
      case CHORD -> {
        sig.tasks.stream()
            .filter(task -> task.type == Sig.Type.CHORD)
            .forEach(task -> linkError(task, errback));
        if (sig.body != null) {
          linkError(sig.body, errback);
        }
      }
    }
  }
}
