package dev.greenfork.client;

/** A task ended in FAILURE or REVOKED. */
public final class TaskFailedException extends ClientException {

  private static final long serialVersionUID = 1;

  private final String status;
  private final String type;
  private final String module;
  private final String remoteTraceback;

  TaskFailedException(String message, String status, String type, String module, String traceback) {
    super(message);
    this.status = status;
    this.type = type;
    this.module = module;
    this.remoteTraceback = traceback;
  }

  /** FAILURE or REVOKED. */
  public String status() {
    return status;
  }

  /** Class name of the worker's exception, without its module. */
  public String type() {
    return type;
  }

  /** Python module or Java package of that class. */
  public String module() {
    return module;
  }

  /** The worker's stack trace; empty if it gave none. */
  public String remoteTraceback() {
    return remoteTraceback;
  }
}
