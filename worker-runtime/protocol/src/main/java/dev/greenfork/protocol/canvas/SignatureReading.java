package dev.greenfork.protocol.canvas;

/** What became of a JSON tree that should be a signature. */
public sealed interface SignatureReading {

  /** It is one, and so are all that it holds. */
  record Read(Signature signature) implements SignatureReading {}

  /**
   * It is none.
   *
   * @param detail which part is wrong and how, for people; never the task's arguments
   */
  record Refused(String detail) implements SignatureReading {}
}
