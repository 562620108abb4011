package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads a typed value; anything else is left to the deserializer that would read it without us. */
final class TypedDeserializer extends DelegatingDeserializer {

  private static final long serialVersionUID = 1;

  private final Class<?> target;

  TypedDeserializer(JsonDeserializer<?> usual, Class<?> target) {
    super(usual);
    this.target = target;
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> usual) {
    return new TypedDeserializer(usual, target);
  }

  @Override
  public @Nullable Object deserialize(JsonParser parser, DeserializationContext context)
      throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return super.deserialize(parser, context);
    }
    JsonNode tree = context.readTree(parser);
    if (!TypedValues.isTyped(tree)) {
      throw MismatchedInputException.from(parser, target, "a mapping that is no typed value");
    }
    try {
      return TypedConversion.convert(TypedValues.decode(tree), target);
    } catch (TypedValueException e) {
      throw (IOException)
          MismatchedInputException.from(parser, target, e.getMessage()).initCause(e);
    }
  }
}
