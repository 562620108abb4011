package dev.greenfork.worker.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Publication;
import dev.greenfork.protocol.Embed;
import dev.greenfork.protocol.Lineage;
import dev.greenfork.protocol.MessageProperties;
import dev.greenfork.protocol.TaskBody;
import dev.greenfork.protocol.TaskHeaders;
import dev.greenfork.protocol.TaskMessage;
import dev.greenfork.protocol.canvas.BadSignatureException;
import dev.greenfork.protocol.canvas.Place;
import dev.greenfork.protocol.canvas.Plan;
import dev.greenfork.protocol.canvas.ResultTree;
import dev.greenfork.protocol.canvas.Signature;
import dev.greenfork.protocol.canvas.TaskArgs;
import dev.greenfork.task.TaskSendException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends tasks in the name of a running one and remembers them as its children, until the run is
 * over: an abandoned task that still runs must not send what another run of it sends again. Thread
 * safe.
 */
public final class ChildTasks {

  private static final Logger log = LoggerFactory.getLogger(ChildTasks.class);
  private static final int PATIENCE_SECONDS = 15;
  private static final int MOST_LISTED = 10_000;

  private final TaskMessage parent;
  private final Sending sending;
  private final ArrayNode results = JsonNodeFactory.instance.arrayNode(0);
  private volatile boolean over;

  public ChildTasks(TaskMessage parent, Sending sending) {
    this.parent = parent;
    this.sending = sending;
  }

  /**
   * Starts a workflow and waits until the broker has it.
   *
   * @return the id of its result
   * @throws TaskSendException if the broker does not take it, or it cannot be started
   */
  public String start(Signature workflow) {
    requireRunning(workflow.task());
    String root = parent.headers().lineage().rootId();
    Place place = new Place(parent.id(), root == null ? parent.id() : root);
    return start(workflow, () -> sending.planner().start(workflow, TaskArgs.NONE, place));
  }

  /**
   * Starts one more part of the chord that the task is a part of, and waits until the broker has
   * it. The chord is told first: it would else end without waiting for it.
   *
   * @return the id of its result
   * @throws TaskSendException as {@link #start}, and if the task is no part of a chord
   */
  public String addToChord(Signature more) {
    return start(
        more,
        () -> {
          Plan plan = sending.planner().addToChord(parent, more);
          sending.chords().expectMore(String.valueOf(parent.headers().lineage().group()));
          return plan;
        });
  }

  private String start(Signature workflow, Supplier<Plan> planned) {
    try {
      Plan plan = planned.get();
      sending.chords().prepare(plan.keys());
      Instant now = Instant.now();
      publish(
          workflow.task(),
          plan.messages().stream()
              .map(message -> Sending.publication(message, sending.encoder(), now))
              .toList());
      plan.children().forEach(child -> remember(child.tuple()));
      ResultTree result = plan.result();
      return result == null ? "" : result.id();
    } catch (BadSignatureException | BrokerException e) {
      throw new TaskSendException(
          "The workflow of %s was not started: %s".formatted(workflow.task(), e.getMessage()), e);
    }
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
    publish(task, List.of(new Publication(queue, 0, sending.encoder().encode(message))));
    remember(new ResultTree(id, null, null).tuple());
    return id;
  }

  /** Sends nothing from now on. */
  void end() {
    over = true;
  }

  private void requireRunning(String task) {
    if (over) {
      throw new TaskSendException(
          "Task %s is not sent, because the run of %s[%s] that sends it is over."
              .formatted(task, parent.task(), parent.id()),
          null);
    }
  }

  private void publish(String task, List<Publication> messages) {
    requireRunning(task);
    try {
      sending
          .publisher()
          .publish(messages)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
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

  /** Beyond some thousands the rest are sent but not listed: the list lies in memory until then. */
  private synchronized void remember(ArrayNode child) {
    if (results.size() < MOST_LISTED) {
      results.add(child);
      if (results.size() == MOST_LISTED) {
        log.warn(
            "{}[{}] has sent {} tasks; its result lists no more of them as children.",
            parent.task(),
            parent.id(),
            MOST_LISTED);
      }
    }
  }

  synchronized ArrayNode results() {
    return results.deepCopy();
  }
}
