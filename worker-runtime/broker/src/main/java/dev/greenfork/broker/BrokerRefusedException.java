package dev.greenfork.broker;

/**
 * The broker cannot be used as it is: wrong URL, version, mode or credentials. Somebody must change
 * something.
 */
public final class BrokerRefusedException extends BrokerException {

  private static final long serialVersionUID = 1;

  public BrokerRefusedException(String message) {
    super(message);
  }

  public BrokerRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
