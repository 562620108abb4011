package dev.greenfork.worker.prefork.frames;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message between parent and child. JSON values travel as the text that they are. */
public sealed interface Frame {

  /** Changed whenever a frame changes. */
  int VERSION = 6;

  /**
   * Child: who it is. The nonce was given to it on its standard input. This frame and its number
   * never change, so that versions can tell each other apart.
   */
  record Hello(int version, String nonce) implements Frame {}

  /** Parent: which version it speaks and how large the child's frames may be. Never changes. */
  record Welcome(int version, FrameBounds bounds) implements Frame {}

  /** Parent: close the task instances and end; nothing more will come. */
  record Leave() implements Frame {}

  /** Child: it has its tasks and waits for a run. */
  record Ready(int tasks) implements Frame {}

  /** Child: it cannot work, for this reason, and ends. */
  record Unfit(String reason) implements Frame {}

  /**
   * Parent: run this.
   *
   * @param deadlineMillis epoch milliseconds; 0 for none
   * @param softMillis interrupt after this long; 0 for never
   */
  record Run(Identity identity, String args, String kwargs, long deadlineMillis, long softMillis)
      implements Frame {}

  /**
   * Which run.
   *
   * @param surroundings its position, stamps and headers as a JSON object; empty for none
   */
  record Identity(String id, String task, int retries, String queue, String surroundings) {}

  /** Child: the task returned this. */
  record Returned(String json) implements Frame {}

  /** Child: the task failed. */
  record Threw(Thrown thrown, boolean interrupted) implements Frame {}

  /** Child: the task is to run again; with other arguments where these are not null. */
  record WantsRetry(long afterMillis, Thrown reason, @Nullable String args, @Nullable String kwargs)
      implements Frame {}

  /**
   * Child: how the run ended, and what it took.
   *
   * @param outcome one of those above
   */
  record Ended(Frame outcome, Used used) implements Frame {}

  /**
   * What a run took.
   *
   * @param cpuNanos processor time of the thread that ran it
   * @param delayNanos for which this thread could have run and had no processor
   * @param bytes that this thread allocated
   * @param first whether no run of the same task came before it in this child
   */
  record Used(long cpuNanos, long delayNanos, long bytes, boolean first) {}

  /** Child: the task is replaced by this signature. */
  record Replaced(String signature) implements Frame {}

  /** Child: the task's end leaves no trace, for this reason. */
  record Ignored(String reason) implements Frame {}

  /** Child: the task cannot do this message. */
  record Rejected(boolean requeue, Thrown reason) implements Frame {}

  /** An exception; its arguments are a JSON array. */
  record Thrown(String type, String args, String module, String traceback) {}

  /** Child: the running task asks for something; it waits for the answer with this number. */
  sealed interface Request extends Frame {

    /** Of the requests of this child; no two are open under one number. */
    long number();
  }

  /** Send a task; its id is the answer. A null queue means the queue of the run. */
  record Send(long number, String task, String args, String kwargs, @Nullable String queue)
      implements Request {}

  /** Start a workflow; the id of its result is the answer. */
  record Start(long number, String signature) implements Request {}

  /** Add this to the chord of the run; its id is the answer. */
  record AddToChord(long number, String signature) implements Request {}

  /** Store this state, its meta in JSON. */
  record SetState(long number, String state, String meta) implements Request {}

  /**
   * Read what is stored of a task: the answer is empty, or its state and value as a JSON array of
   * two.
   */
  record GetResult(long number, String id) implements Request {}

  /** Whether nobody wants the run any more: {@code true} or {@code false}. */
  record IsRevoked(long number) implements Request {}

  /** Parent: what the answer to a request is; empty where there is nothing to say. */
  record Answer(long number, String text) implements Frame {}

  /** Parent: the request is not met, for this reason. */
  record Refusal(long number, String reason) implements Frame {}

  /** Child: an event of its log. */
  record Logged(
      long timeMillis, String level, String logger, String message, Map<String, String> fields)
      implements Frame {}
}
