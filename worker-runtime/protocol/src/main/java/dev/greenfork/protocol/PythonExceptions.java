package dev.greenfork.protocol;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Names Java's exceptions as a Python client knows them, where one means the same.
 *
 * <p>For exceptions of the JDK the nearest listed superclass decides; those of applications keep
 * their own name and package, because {@code orders.OutOfStock} says more than {@code ValueError}.
 */
public final class PythonExceptions {

  private static final String BUILTINS = "builtins";

  // By name, so that no class is loaded for being listed. The first one of a builtin is the way
  // back.
  private static final SequencedMap<String, String> BUILTIN_BY_CLASS = table();

  // These mean their builtin only themselves: a NullPointerException is not "a RuntimeError".
  private static final Map<String, String> BUILTIN_BY_EXACT_CLASS =
      Map.of(
          "java.lang.RuntimeException", "RuntimeError",
          "java.lang.IllegalStateException", "RuntimeError",
          "java.lang.Exception", "Exception");

  private PythonExceptions() {}

  /** How {@code thrown} stands in a result: an unchecked wrapper of an I/O error as that error. */
  public static ExceptionInfo describe(Throwable thrown) {
    if (thrown instanceof UncheckedIOException wrapper && wrapper.getCause() != null) {
      return describe(wrapper.getCause());
    }
    Class<?> type = thrown.getClass();
    Optional<String> builtin = builtin(type);
    String name = builtin.orElseGet(() -> className(type));
    String module = builtin.isPresent() ? BUILTINS : type.getPackageName();
    if (thrown.getMessage() == null) {
      return new ExceptionInfo(name, JsonNodeFactory.instance.arrayNode(0), module);
    }
    return ExceptionInfo.of(name, thrown.getMessage(), module);
  }

  /** The class name of the Java exception that means this Python builtin, the most general one. */
  public static Optional<String> javaClass(String builtin) {
    return switch (builtin) {
      case "RuntimeError" -> Optional.of("java.lang.RuntimeException");
      case "Exception" -> Optional.of("java.lang.Exception");
      default ->
          BUILTIN_BY_CLASS.entrySet().stream()
              .filter(entry -> entry.getValue().equals(builtin))
              .map(Map.Entry::getKey)
              .findFirst();
    };
  }

  private static Optional<String> builtin(Class<?> type) {
    String exact = BUILTIN_BY_EXACT_CLASS.get(type.getName());
    if (exact != null) {
      return Optional.of(exact);
    }
    boolean ofJdk = type.getName().startsWith("java");
    for (Class<?> at = type; at != null; at = ofJdk ? at.getSuperclass() : null) {
      String name = BUILTIN_BY_CLASS.get(at.getName());
      if (name != null) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static String className(Class<?> type) {
    String name = type.getName();
    return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
  }

  private static SequencedMap<String, String> table() {
    SequencedMap<String, String> table = new LinkedHashMap<>();
    table.put("java.lang.IllegalArgumentException", "ValueError");
    table.put("java.time.DateTimeException", "ValueError");
    table.put("java.lang.ClassCastException", "TypeError");
    table.put("java.lang.IndexOutOfBoundsException", "IndexError");
    table.put("java.util.NoSuchElementException", "LookupError");
    table.put("java.lang.ArithmeticException", "ArithmeticError");
    table.put("java.lang.UnsupportedOperationException", "NotImplementedError");
    table.put("java.lang.AssertionError", "AssertionError");
    table.put("java.lang.OutOfMemoryError", "MemoryError");
    table.put("java.lang.StackOverflowError", "RecursionError");
    table.put("java.util.concurrent.TimeoutException", "TimeoutError");
    table.put("java.net.SocketTimeoutException", "TimeoutError");
    table.put("java.net.http.HttpTimeoutException", "TimeoutError");
    table.put("java.net.ConnectException", "ConnectionRefusedError");
    table.put("java.io.EOFException", "EOFError");
    table.put("java.io.FileNotFoundException", "FileNotFoundError");
    table.put("java.nio.file.NoSuchFileException", "FileNotFoundError");
    table.put("java.nio.file.FileAlreadyExistsException", "FileExistsError");
    table.put("java.nio.file.NotDirectoryException", "NotADirectoryError");
    table.put("java.nio.file.AccessDeniedException", "PermissionError");
    table.put("java.io.IOException", "OSError");
    return table;
  }
}
