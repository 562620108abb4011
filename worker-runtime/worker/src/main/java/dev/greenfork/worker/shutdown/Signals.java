package dev.greenfork.worker.shutdown;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Handlers of TERM and INT. Through reflection, because the JDK's only interface to signals is the
 * module jdk.unsupported, whose use javac warns of without a way to accept it.
 */
public final class Signals {

  private Signals() {}

  /** Runs {@code action} on each TERM and INT, on a thread of the JVM's. */
  public static void onTermination(Runnable action) {
    handle("TERM", action);
    handle("INT", action);
  }

  /** Ignores INT from now on, as do the processes that this one starts. */
  public static void ignoreInterrupt() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance("INT"),
              handler.getField("SIG_IGN").get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The module jdk.unsupported is needed to ignore INT.", e);
    }
  }

  /** Sends this process a TERM, as whoever ends it from outside would. */
  public static void raiseTermination() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      signal
          .getMethod("raise", signal)
          .invoke(null, signal.getConstructor(String.class).newInstance("TERM"));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The module jdk.unsupported is needed to raise a signal.", e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // why: a proxy equals only itself
  private static void handle(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler call =
          (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
              action.run();
              return null;
            }
            return switch (method.getName()) {
              case "equals" -> arguments != null && proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "handler of " + name;
            };
          };
      Object made =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, call);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), made);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "Signal " + name + " cannot be handled on this Java runtime; jdk.unsupported is needed.",
          e);
    }
  }
}
