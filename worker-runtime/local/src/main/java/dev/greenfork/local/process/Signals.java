package dev.greenfork.local.process;

import dev.greenfork.local.LocalException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Handlers of INT, TERM and HUP (Ctrl-C, a polite end, a closed terminal). Through reflection,
 * because the JDK's only interface to signals is the module jdk.unsupported, whose use javac warns
 * of without a way to accept it.
 */
public final class Signals {

  private Signals() {}

  /** Runs {@code action} on each of them, on a thread of the JVM's. */
  public static void onTermination(Runnable action) {
    for (String name : List.of("INT", "TERM", "HUP")) {
      try {
        handle(name, action);
      } catch (ReflectiveOperationException e) {
        throw new LocalException(
            "Signal %s cannot be handled on this Java runtime: the module jdk.unsupported is needed."
                .formatted(name),
            e);
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // why: a proxy equals only itself
  private static void handle(String name, Runnable action) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    Class<?> handler = Class.forName("sun.misc.SignalHandler");
    InvocationHandler call =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" -> arguments != null && proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "handler of " + name;
            };
    Object made = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
    signal
        .getMethod("handle", signal, handler)
        .invoke(null, signal.getConstructor(String.class).newInstance(name), made);
  }
}
