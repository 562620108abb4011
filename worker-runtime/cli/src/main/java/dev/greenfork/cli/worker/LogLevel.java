package dev.greenfork.cli.worker;

/** The least level that is logged; Celery's names are accepted for the same. */
enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  WARNING,
  ERROR,
  CRITICAL,
  FATAL;

  /** The name that the log knows. */
  String known() {
    return switch (this) {
      case DEBUG, INFO, WARN, ERROR -> name();
      case WARNING -> WARN.name();
      case CRITICAL, FATAL -> ERROR.name();
    };
  }
}
