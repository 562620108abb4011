package dev.greenfork.cli.options;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;

/**
 * Reads sizes as {@link Bytes} does, but plain numbers are KiB, as in Celery's {@code
 * --max-memory-per-child}. Gives bytes.
 */
public final class Kibibytes implements ITypeConverter<Long> {

  private static final Pattern PLAIN = Pattern.compile("[0-9]+");
  private final Bytes bytes = new Bytes();

  @Override
  public Long convert(String text) {
    return bytes.convert(PLAIN.matcher(text).matches() ? text + "Ki" : text);
  }
}
