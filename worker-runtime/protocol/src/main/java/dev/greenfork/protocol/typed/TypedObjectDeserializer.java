package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.deser.std.UntypedObjectDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what may be anything: typed values in it become what they stand for, as in Python. */
final class TypedObjectDeserializer extends UntypedObjectDeserializer {

  private static final long serialVersionUID = 1;

  TypedObjectDeserializer() {
    super((JavaType) null, null);
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    Object value = super.deserialize(parser, context);
    if (!(value instanceof Map<?, ?> map)
        || map.size() != 2
        || !map.containsKey(TypedValues.TYPE)
        || !map.containsKey(TypedValues.VALUE)) {
      return value;
    }
    try {
      return TypedValues.decode(tree(map));
    } catch (TypedValueException e) {
      throw (IOException)
          MismatchedInputException.from(parser, Object.class, e.getMessage()).initCause(e);
    }
  }

  /** A typed value holds a text, or a mapping of texts; what holds more is none. */
  private static ObjectNode tree(Map<?, ?> map) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    map.forEach(
        (name, value) -> {
          switch (value) {
            case String text -> tree.put(String.valueOf(name), text);
            case Map<?, ?> inner when !inner.containsKey(TypedValues.VALUE) ->
                tree.set(String.valueOf(name), tree(inner));
            case null, default -> tree.putNull(String.valueOf(name));
          }
        });
    return tree;
  }
}
