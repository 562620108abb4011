package dev.greenfork.worker.prefork;

/** The connection to a child ended. */
final class ChildLostException extends Exception {

  private static final long serialVersionUID = 1L;

  ChildLostException(String message) {
    super(message);
  }
}
