package dev.greenfork.protocol.typed;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.type.ArrayType;

/** Lets the deserializers of some types take typed values as well. */
final class TypedDeserializers extends BeanDeserializerModifier {

  private static final long serialVersionUID = 1;

  @Override
  public JsonDeserializer<?> modifyDeserializer(
      DeserializationConfig config, BeanDescription bean, JsonDeserializer<?> deserializer) {
    Class<?> type = bean.getBeanClass();
    if (type == Object.class) {
      return new TypedObjectDeserializer();
    }
    return TypedConversion.converts(type)
        ? new TypedDeserializer(deserializer, type)
        : deserializer;
  }

  @Override
  public JsonDeserializer<?> modifyArrayDeserializer(
      DeserializationConfig config,
      ArrayType type,
      BeanDescription bean,
      JsonDeserializer<?> deserializer) {
    return type.getRawClass() == byte[].class
        ? new TypedDeserializer(deserializer, byte[].class)
        : deserializer;
  }
}
