package dev.greenfork.protocol.canvas;

/**
 * A tree is no signature, or a signature cannot be started; the message says which part and why.
 */
public final class BadSignatureException extends RuntimeException {

  private static final long serialVersionUID = 1;

  BadSignatureException(String detail) {
    // why: a flood of bad messages must not cost a stack trace each.
    super(detail, null, false, false);
  }

  /** For {@link SignatureReading.Refused} with this detail. */
  public static BadSignatureException of(String detail) {
    return new BadSignatureException(detail);
  }
}
