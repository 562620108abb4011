package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Publisher;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.MessageEncoder;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.task.TaskSendException;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends tasks in the name of a running one and remembers them as its children. Thread safe. */
public final class ChildTasks {

  private static final int PATIENCE_SECONDS = 15;

  private final TaskMessage parent;
  private final Publisher publisher;
  private final MessageEncoder encoder;
  private final ArrayNode results = JsonNodeFactory.instance.arrayNode(0);

  public ChildTasks(TaskMessage parent, Publisher publisher, MessageEncoder encoder) {
    this.parent = parent;
    this.publisher = publisher;
    this.encoder = encoder;
  }

  /**
   * Sends a task and waits until the broker has it.
   *
   * @return the new task's id
   * @throws TaskSendException if the broker does not take it
   */
  public String send(String task, ArrayNode args, ObjectNode kwargs, String queue) {
    String id = UUID.randomUUID().toString();
    String root = parent.headers().lineage().rootId();
    TaskHeaders headers =
        TaskHeaders.of(task, id)
            .withLineage(Lineage.childOf(parent.id(), root == null ? parent.id() : root));
    MessageProperties properties =
        new MessageProperties(
            UUID.randomUUID().toString(),
            id,
            parent.properties().replyTo(),
            MessageProperties.Routing.toQueue(queue),
            0,
            null);
    TaskMessage message =
        new TaskMessage(headers, new TaskBody(args, kwargs, Embed.NONE), properties);
    publish(task, new Publication(queue, 0, encoder.encode(message)));
    remember(id);
    return id;
  }

  private void publish(String task, Publication message) {
    try {
      publisher.publish(message).toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskSendException("Interrupted while " + task + " was being sent.", e);
    } catch (TimeoutException e) {
      throw new TaskSendException(
          "The broker did not take task %s within %d s.".formatted(task, PATIENCE_SECONDS), e);
    } catch (BrokerException | ExecutionException | CompletionException e) {
      Throwable cause = e instanceof BrokerException || e.getCause() == null ? e : e.getCause();
      throw new TaskSendException(
          "The broker did not take task %s: %s".formatted(task, cause.getMessage()), cause);
    }
  }

  /** Celery's form of a child in a result: {@code [[id, null], null]}. */
  private synchronized void remember(String id) {
    results.addArray().add(JsonNodeFactory.instance.arrayNode().add(id).addNull()).addNull();
  }

  synchronized ArrayNode results() {
    return results.deepCopy();
  }
}
