package dev.greenfork.protocol.canvas;

/** Ends the reading of a signature inside this package. */
final class BadSignature extends RuntimeException {

  private static final long serialVersionUID = 1;

  BadSignature(String detail) {
    // why: a flood of bad messages must not cost a stack trace each.
    super(detail, null, false, false);
  }
}
