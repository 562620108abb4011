package dev.greenfork.worker.prefork;

import java.util.Map;

/** How a child came to its end. */
sealed interface Death {

  /** The value of label {@code reason} in metrics. */
  String label();

  /** The words that follow "Worker exited prematurely:", as Celery's users know them. */
  String words();

  /**
   * It ended by itself.
   *
   * @param lastWords what its crash log says, empty where there is none
   */
  record Exited(int status, String lastWords) implements Death {

    /** A JVM's exit status after {@code ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_HEAP = 3;

    @Override
    public String label() {
      return lastWords.isEmpty() ? "exit" : "crash";
    }

    @Override
    public String words() {
      String hint =
          status == OUT_OF_HEAP && lastWords.isEmpty()
              ? " (if the task does not exit with 3 itself: so does a JVM whose heap is full)"
              : "";
      return "exitcode " + status + hint + lastWords;
    }
  }

  /** A signal ended it, its own or somebody's. */
  record Signalled(int signal, String lastWords) implements Death {

    /** Numbers of Linux (signal(7)) that a process ends by. */
    private static final Map<Integer, String> NAMES =
        Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(5, "SIGTRAP"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"),
            Map.entry(31, "SIGSYS"));

    @Override
    public String label() {
      return lastWords.isEmpty() ? "signal" : "crash";
    }

    @Override
    public String words() {
      String name = NAMES.get(signal);
      return "signal " + signal + (name == null ? "" : " (" + name + ")") + lastWords;
    }
  }

  /** The parent killed it, as it was too large; {@code words} name limit, value and size. */
  record TooLarge(String words) implements Death {

    @Override
    public String label() {
      return "memory";
    }
  }

  /** The parent killed it at its task's hard limit. */
  record HardLimit() implements Death {

    @Override
    public String label() {
      return "hard-limit";
    }

    @Override
    public String words() {
      return "killed at the hard time limit";
    }
  }

  /** The parent ended it, because somebody revoked its task. */
  record Terminated() implements Death {

    @Override
    public String label() {
      return "terminated";
    }

    @Override
    public String words() {
      return "terminated on request";
    }
  }

  /** It lives, but says nothing that can be understood any more. */
  record Unreachable() implements Death {

    @Override
    public String label() {
      return "unreachable";
    }

    @Override
    public String words() {
      return "connection lost";
    }
  }
}
