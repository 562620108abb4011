package dev.greenfork.broker;

/** The broker does not answer, or not in time. Trying again may help. */
public final class BrokerUnavailableException extends BrokerException {

  private static final long serialVersionUID = 1;

  public BrokerUnavailableException(String message) {
    super(message);
  }

  public BrokerUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
