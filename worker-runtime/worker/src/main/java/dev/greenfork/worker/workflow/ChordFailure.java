package dev.greenfork.worker.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.greenfork.protocol.ExceptionInfo;
import dev.greenfork.protocol.PythonRepr;
import dev.greenfork.protocol.ResultCodec;

/** Why the body of a chord does not run. */
final class ChordFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ExceptionInfo behind;

  private ChordFailure(String message, ExceptionInfo behind) {
    super(message, null, false, false);
    this.behind = behind;
  }

  /** A part failed or was revoked. */
  static ChordFailure dependency(String id, JsonNode exception) {
    ExceptionInfo info = ResultCodec.exception(exception);
    String args = PythonRepr.args(info.args());
    String shown = args.endsWith(",)") ? args.substring(0, args.length() - 2) + ")" : args;
    return new ChordFailure("Dependency " + id + " raised " + info.type() + shown, info);
  }

  /** The parts' results could not be put together, or the body not be started. */
  static ChordFailure of(String message) {
    return new ChordFailure(message, info(message));
  }

  /** For this reason, behind which there is another failure. */
  static ChordFailure of(String message, ExceptionInfo behind) {
    return new ChordFailure(message, behind);
  }

  ExceptionInfo info() {
    return info(String.valueOf(getMessage()));
  }

  /** What the members of a group that is the body fail with. */
  ExceptionInfo behind() {
    return behind;
  }

  private static ExceptionInfo info(String message) {
    return ExceptionInfo.of("ChordError", message, "celery.exceptions");
  }
}
