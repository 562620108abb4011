package dev.greenfork.worker.prefork.child;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.greenfork.task.TaskSendException;
import dev.greenfork.worker.prefork.frames.Frame;
import dev.greenfork.worker.prefork.frames.FrameTooLargeException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What tasks ask of the parent, each call waiting for its answer. Of the threads of a task, only so
 * many ask at once; the others wait. Thread safe.
 */
final class ParentCalls {

  /** Longer than the parent tries, so that its reason arrives. */
  private static final int PATIENCE_SECONDS = 30;

  private static final int MOST_OPEN = 32;

  private final ParentLink parent;
  private final AtomicLong numbers = new AtomicLong();
  private final Semaphore turns = new Semaphore(MOST_OPEN, true);
  private final Map<Long, CompletableFuture<String>> open = new ConcurrentHashMap<>();

  ParentCalls(ParentLink parent) {
    this.parent = parent;
  }

  /** Makes the frame of a request with this number. */
  interface Request {
    Frame.Request of(long number) throws JsonProcessingException;
  }

  /**
   * Asks and waits for the answer.
   *
   * @param what what is asked, as in "<i>what</i> was not done"
   */
  String ask(String what, Request request) {
    long number = numbers.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    boolean admitted = false;
    try {
      admitted = turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (!admitted) {
        throw new TaskSendException(
            "%s was not done: %d other requests of this task have waited for %d s."
                .formatted(what, MOST_OPEN, PATIENCE_SECONDS),
            null);
      }
      open.put(number, answer);
      parent.write(request.of(number));
      return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (JsonProcessingException e) {
      throw new TaskSendException(
          "%s was not done: a value cannot be written as JSON: %s"
              .formatted(what, e.getOriginalMessage()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TaskSendException(what + " was interrupted.", e);
    } catch (FrameTooLargeException e) {
      throw new TaskSendException("%s was not done: %s.".formatted(what, e.getMessage()), e);
    } catch (IOException | TimeoutException e) {
      throw new TaskSendException(
          "%s may not be done: the worker did not answer: %s.".formatted(what, e), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TaskSendException(String.valueOf(cause.getMessage()), cause);
    } finally {
      open.remove(number);
      if (admitted) {
        turns.release();
      }
    }
  }

  void answered(long number, String text) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.complete(text);
    }
  }

  void refused(long number, String reason) {
    CompletableFuture<String> answer = open.get(number);
    if (answer != null) {
      answer.completeExceptionally(new TaskSendException(reason, null));
    }
  }
}
