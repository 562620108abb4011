package dev.greenfork.worker.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** One line of UTF-8 per event. */
final class LineEncoder extends EncoderBase<ILoggingEvent> {

  private final Function<LogLine, String> format;

  LineEncoder(Function<LogLine, String> format) {
    this.format = format;
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    return (format.apply(LogLine.of(event)) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
