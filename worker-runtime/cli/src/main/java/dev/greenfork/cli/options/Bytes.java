package dev.greenfork.cli.options;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads sizes as Kubernetes writes them, {@code 512Mi} or {@code 1G}; plain numbers are bytes. */
public final class Bytes implements ITypeConverter<Long> {

  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})(Ki|Mi|Gi|k|M|G|)");
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L,
          "Ki", 1L << 10,
          "Mi", 1L << 20,
          "Gi", 1L << 30,
          "k", 1_000L,
          "M", 1_000_000L,
          "G", 1_000_000_000L);

  @Override
  public Long convert(String text) {
    Matcher size = SIZE.matcher(text);
    if (!size.matches()) {
      throw new TypeConversionException("'" + text + "' is no size; write it like 512Mi or 1Gi");
    }
    try {
      return Math.multiplyExact(
          Long.parseLong(size.group(1)), UNITS.getOrDefault(size.group(2), 1L));
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' is more than a size can be");
    }
  }
}
