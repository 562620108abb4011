package dev.greenfork.protocol;

/** What became of the bytes of one message. */
public sealed interface Decoded {

  /** They are a task message. */
  record Task(TaskMessage message) implements Decoded {}

  /** They are not, or not one that may be run. */
  record Refused(Refusal refusal) implements Decoded {}
}
