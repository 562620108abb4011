package dev.greenfork.examples.conformance;

/** {@code conformance.fail} was asked for an exception that it cannot make. */
public final class UnknownExceptionType extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the type that was asked for. */
  public UnknownExceptionType(String type, Throwable cause) {
    super(
        "No exception "
            + type
            + " with a constructor of one text: name a Java class or a Python builtin.",
        cause);
  }
}
