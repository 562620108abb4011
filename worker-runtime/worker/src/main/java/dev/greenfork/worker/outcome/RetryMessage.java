package dev.greenfork.worker.outcome;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.Origin;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.Timing;
import dev.greenfork.worker.run.Outcome;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The message of a retry (celery.app.task, Task.retry and signature_from_request). */
final class RetryMessage {

  private RetryMessage() {}

  /**
   * The same task under the same id, not before {@code eta}.
   *
   * @param changed its new arguments, null for the old ones
   */
  static TaskMessage of(TaskMessage message, Instant eta, Outcome.@Nullable Arguments changed) {
    TaskHeaders headers = message.headers();
    Timing timing = headers.timing().withRetries(headers.timing().retries() + 1).withEta(eta);
    TaskHeaders next = headers.withTiming(timing).withLineage(lineage(headers));
    MessageProperties properties = properties(message.properties());
    if (changed == null) {
      return new TaskMessage(next, message.body(), properties);
    }
    return new TaskMessage(
        next.withOrigin(shown(headers.origin(), changed)),
        new TaskBody(changed.args(), changed.kwargs(), message.body().embed()),
        properties);
  }

  /**
   * What the RETRY state names as children: the run's own, and the retry, which is one to Celery.
   */
  static ArrayNode childrenAnd(TaskMessage message, ArrayNode children) {
    ArrayNode all = children.deepCopy();
    all.addArray().add(all.arrayNode().add(message.id()).addNull()).addNull();
    return all;
  }

  private static Lineage lineage(TaskHeaders headers) {
    Lineage old = headers.lineage();
    return new Lineage(
        old.rootId(),
        old.parentId() == null ? headers.id() : old.parentId(),
        old.group(),
        old.groupIndex(),
        old.replacedTaskNesting());
  }

  private static MessageProperties properties(MessageProperties from) {
    return new MessageProperties(
        UUID.randomUUID().toString(),
        from.correlationId(),
        from.replyTo(),
        new MessageProperties.Routing(
            from.routing().exchange(), from.routing().routingKey(), false),
        from.priority(),
        from.expiration());
  }

  private static Origin shown(Origin old, Outcome.Arguments changed) {
    return new Origin(
        old.lang(),
        old.node(),
        old.shadow(),
        PythonRepr.args(changed.args()),
        PythonRepr.kwargs(changed.kwargs()));
  }
}
