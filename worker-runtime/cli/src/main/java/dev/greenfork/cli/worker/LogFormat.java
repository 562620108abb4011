package dev.greenfork.cli.worker;

import dev.greenfork.worker.logging.LogConfigurator;
import java.util.Locale;

/** How log events are written. */
enum LogFormat {
  TEXT,
  JSON;

  /** Takes effect if nothing was logged before. */
  void apply(LogLevel level) {
    System.setProperty(LogConfigurator.FORMAT, name().toLowerCase(Locale.ROOT));
    System.setProperty(LogConfigurator.LEVEL, level.known());
  }
}
