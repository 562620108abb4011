package dev.greenfork.examples.conformance;

import java.lang.reflect.Constructor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes exceptions by name. */
final class Exceptions {

  private static final Map<String, String> BUILTINS =
      Map.ofEntries(
          Map.entry("ValueError", "java.lang.IllegalArgumentException"),
          Map.entry("TypeError", "java.lang.ClassCastException"),
          Map.entry("IndexError", "java.lang.IndexOutOfBoundsException"),
          Map.entry("LookupError", "java.util.NoSuchElementException"),
          Map.entry("ArithmeticError", "java.lang.ArithmeticException"),
          Map.entry("NotImplementedError", "java.lang.UnsupportedOperationException"),
          Map.entry("MemoryError", "java.lang.OutOfMemoryError"),
          Map.entry("RecursionError", "java.lang.StackOverflowError"),
          Map.entry("TimeoutError", "java.util.concurrent.TimeoutException"),
          Map.entry("ConnectionRefusedError", "java.net.ConnectException"),
          Map.entry("EOFError", "java.io.EOFException"),
          Map.entry("FileNotFoundError", "java.io.FileNotFoundException"),
          Map.entry("OSError", "java.io.IOException"),
          Map.entry("RuntimeError", "java.lang.RuntimeException"));

  private Exceptions() {}

  static Throwable make(String type, @Nullable String message) {
    String name = BUILTINS.getOrDefault(type, type.contains(".") ? type : "java.lang." + type);
    try {
      Class<? extends Throwable> wanted = Class.forName(name).asSubclass(Throwable.class);
      if (message == null) {
        return wanted.getConstructor().newInstance();
      }
      Constructor<? extends Throwable> ofText = wanted.getConstructor(String.class);
      return ofText.newInstance(message);
    } catch (ReflectiveOperationException | ClassCastException unknown) {
      throw new UnknownExceptionType(type, unknown);
    }
  }
}
