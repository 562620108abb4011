package dev.greenfork.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Python's {@code json} module reads and writes it: NaN and Infinity are legal, output is
 * ASCII with a space after each comma and colon.
 */
public final class CeleryJson {

  /** As many as Python's int takes from a text (sys.int_info.default_max_str_digits). */
  private static final int PYTHON_DIGITS = 4_300;

  /**
   * A tree takes up to 100 bytes for a value of two characters, so the size of a message alone does
   * not bound it. As many values as a list of two million numbers has.
   */
  private static final long MOST_TOKENS = 2_000_010;

  private CeleryJson() {}

  /**
   * A mapper for trees and values within these limits. Its buffers are pooled for all threads,
   * because virtual threads die young.
   */
  public static ObjectMapper mapper(Limits limits) {
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(limits.depth())
                    .maxStringLength(Math.max(limits.messageBytes(), limits.bodyBytes()))
                    .maxNumberLength(PYTHON_DIGITS)
                    .maxTokenCount(MOST_TOKENS)
                    .build())
            .build();
    factory.setCharacterEscapes(new PythonEscapes());
    return JsonMapper.builder(factory).build();
  }

  /**
   * A tree node that is written as this JSON text, which is not parsed. For values that another
   * process has encoded.
   */
  public static JsonNode raw(byte[] json) {
    String text = new String(json, StandardCharsets.UTF_8);
    return JsonNodeFactory.instance.rawValueNode(new RawValue(text));
  }

  /** A generator that writes as Python does. */
  public static JsonGenerator pythonGenerator(ObjectMapper mapper, OutputStream out)
      throws IOException {
    return pythonStyle(mapper.createGenerator(out));
  }

  /** Python's separators. */
  static JsonGenerator pythonStyle(JsonGenerator generator) {
    return generator.setPrettyPrinter(new Separators());
  }

  /** As Jackson's, and of DEL, which is ASCII but not printable. */
  private static final class PythonEscapes extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = standardAsciiEscapesForJSON();
      codes[0x7f] = ESCAPE_STANDARD;
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }

  private static final class Separators extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(':');
      g.writeRaw(' ');
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator g) throws IOException {
      g.writeRaw(',');
      g.writeRaw(' ');
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator g) throws IOException {
      g.writeRaw(',');
      g.writeRaw(' ');
    }
  }
}
