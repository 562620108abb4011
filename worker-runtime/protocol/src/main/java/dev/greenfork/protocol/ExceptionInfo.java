package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

/**
 * An exception as it stands in a result (Celery's {@code exc_type}, {@code exc_message}, {@code
 * exc_module}).
 *
 * @param type class name without its module
 * @param args the exception's arguments; usually one, its message
 * @param module where a client looks for the class: {@code builtins}, another Python module, or a
 *     Java package, for which Python clients make up a class of that name
 */
public record ExceptionInfo(String type, ArrayNode args, String module) {

  /** An exception with one text as its only argument. */
  public static ExceptionInfo of(String type, String message, String module) {
    return new ExceptionInfo(type, JsonNodeFactory.instance.arrayNode().add(message), module);
  }

  /** The first argument as text, or nothing where there is none. */
  public String message() {
    return args.isEmpty()
        ? ""
        : args.get(0).isTextual() ? args.get(0).textValue() : args.toString();
  }
}
