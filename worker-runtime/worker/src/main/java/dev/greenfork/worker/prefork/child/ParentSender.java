package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.greenfork.task.Call;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.prefork.frames.Frame;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Sends tasks by asking the parent to. Thread safe. */
final class ParentSender {

  /** Longer than the parent tries, so that its reason arrives. */
  private static final int PATIENCE_SECONDS = 30;

  private final ParentLink parent;
  private final ObjectMapper mapper;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();

  ParentSender(ParentLink parent, ObjectMapper mapper) {
    this.parent = parent;
    this.mapper = mapper;
  }

  String send(Call call) {
    long number = numbers.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    open.put(number, answer);
    try {
      String args = mapper.writeValueAsString(call.args());
      String kwargs = mapper.writeValueAsString(call.kwargs());
      String queue = call.queue().orElse(null);
      parent.write(new Frame.Send(number, call.task(), args, kwargs, queue));
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (JsonProcessingException e) {
      throw new TaskSendException(
          "The arguments of task %s cannot be written as JSON: %s"
              .formatted(call.task(), e.getOriginalMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskSendException("Interrupted while " + call.task() + " was being sent.", e);
    } catch (IOException | TimeoutException e) {
      throw new TaskSendException(
          "The worker did not answer whether task " + call.task() + " was sent: " + e, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TaskSendException(String.valueOf(cause.getMessage()), cause);
    } finally {
      open.remove(number);
    }
  }

  void sent(long number, String id) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.complete(id);
    }
  }

  void refused(long number, String reason) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.completeExceptionally(new TaskSendException(reason, null));
    }
  }
}
