package dev.greenfork.client;

import java.io.Serializable;

/** A task ended in FAILURE or REVOKED. */
public final class TaskFailedException extends ClientException {

  private static final long serialVersionUID = 1;

  private final Remote remote;

  /** What the worker stored. */
  record Remote(String status, String type, String module, String traceback)
      implements Serializable {}

  TaskFailedException(String message, Remote remote) {
    super(message);
    this.remote = remote;
  }

  /** FAILURE or REVOKED. */
  public String status() {
    return remote.status();
  }

  /** Class name of the worker's exception, without its module. */
  public String type() {
    return remote.type();
  }

  /** Python module or Java package of that class. */
  public String module() {
    return remote.module();
  }

  /** The worker's stack trace; empty if it gave none. */
  public String remoteTraceback() {
    return remote.traceback();
  }

  /** The same with the stack of the calling thread. */
  TaskFailedException again() {
    return new TaskFailedException(String.valueOf(getMessage()), remote);
  }
}
