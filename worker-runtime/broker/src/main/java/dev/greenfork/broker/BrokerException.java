package dev.greenfork.broker;

/**
 * Something about the broker; its message is for the person who runs it and never holds a password.
 */
public sealed class BrokerException extends RuntimeException
    permits BrokerRefusedException, BrokerUnavailableException {

  private static final long serialVersionUID = 1;

  BrokerException(String message) {
    super(message);
  }

  BrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
