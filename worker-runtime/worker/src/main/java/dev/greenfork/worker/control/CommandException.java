package dev.greenfork.worker.control;

import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.worker.WorkerException;

/** A command that cannot be done; told as Python tells an exception. */
final class CommandException extends WorkerException {

  private static final long serialVersionUID = 1;

  private final String repr;

  private CommandException(String type, String message) {
    super(message);
    this.repr = PythonRepr.exception(ExceptionInfo.of(type, message, "builtins"));
  }

  /** An argument is missing or has a wrong type. */
  static CommandException type(String message) {
    return new CommandException("TypeError", message);
  }

  /** An argument has a value that cannot be used, or the worker is not made for this. */
  static CommandException value(String message) {
    return new CommandException("ValueError", message);
  }

  /** Nothing of this name. */
  static CommandException key(String name) {
    return new CommandException("KeyError", name);
  }

  /** Something that Celery has and this worker does not. */
  static CommandException missing(String what) {
    return new CommandException("ImportError", what);
  }

  /** For example {@code KeyError('name')}. */
  String repr() {
    return repr;
  }
}
