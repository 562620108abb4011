package dev.greenfork.worker.prefork.child;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;

/** A stream whose lines become log events. Lines are cut at 8 KiB. Thread safe. */
final class LoggedOutput extends OutputStream {

  private static final int LONGEST_LINE = 8192;

  private final Logger log;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  LoggedOutput(Logger log) {
    this.log = log;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      emit();
    } else if (b != '\r') {
      line.write(b);
      if (line.size() >= LONGEST_LINE) {
        emit();
      }
    }
  }

  private void emit() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    log.info(text);
  }
}
