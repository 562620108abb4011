package dev.greenfork.protocol.typed;

/** A typed value that Python would refuse to decode as well: the text says what is wrong. */
public final class TypedValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TypedValueException(String message) {
    super(message);
  }
}
