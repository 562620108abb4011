package dev.greenfork.task.processor;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The source text of a stub: a class that sends the tasks of one task class.
 *
 * @param omitted what could not be offered, for people
 */
record StubSource(String className, String text, List<String> omitted) {

  /** Methods that every class has, or every stub. */
  private static final List<String> TAKEN =
      List.of(
          "getClass()",
          "hashCode()",
          "toString()",
          "notify()",
          "notifyAll()",
          "wait()",
          "wait(long)",
          "wait(long, int)",
          "equals(java.lang.Object)",
          "clone()",
          "finalize()",
          "with(java.util.function.UnaryOperator)");

  /** The stub's name: that of the class, with those around it, and {@code Client}. */
  static String className(TypeElement type, Elements elements) {
    String in = String.valueOf(elements.getPackageOf(type).getQualifiedName());
    String full = type.getQualifiedName().toString();
    String nested = in.isEmpty() ? full : full.substring(in.length() + 1);
    return (in.isEmpty() ? "" : in + ".") + nested.replace(".", "") + "Client";
  }

  /** The stub of the class that declares all of these tasks. */
  static StubSource of(List<DeclaredTask> tasks, Elements elements, Types types) {
    TypeElement owner = tasks.getFirst().owner().type();
    String className = className(owner, elements);
    List<String> omitted = new ArrayList<>();
    Map<String, StubMethod> methods = new LinkedHashMap<>();
    List<StubMethod> wanted = new ArrayList<>();
    // Those with all arguments first: where two clash, the one that leaves out arguments goes.
    for (DeclaredTask task : tasks) {
      if (Visibility.isVisible(task.method().getReturnType(), elements, owner)) {
        wanted.addAll(StubMethod.whole(task, types));
      } else {
        omitted.add(
            "task \"%s\" has no stub, because its result type %s is private"
                .formatted(task.settings().name(), task.method().getReturnType()));
      }
    }
    for (DeclaredTask task : tasks) {
      if (Visibility.isVisible(task.method().getReturnType(), elements, owner)) {
        wanted.addAll(StubMethod.shorter(task, types));
      }
    }
    for (StubMethod method : wanted) {
      if (TAKEN.contains(method.key()) || methods.putIfAbsent(method.key(), method) != null) {
        if (method.whole()) {
          omitted.add(
              "%s has no method %s, which another one is called"
                  .formatted(className, method.key()));
        }
      }
    }
    int dot = className.lastIndexOf('.');
    String text =
        head(className.substring(0, Math.max(0, dot)), className.substring(dot + 1), owner)
            + methods.values().stream().map(StubMethod::text).collect(Collectors.joining())
            + "}\n";
    return new StubSource(className, text, omitted);
  }

  /** Names are written in full, because a task class may stand beside a class of any name. */
  private static String head(String in, String simpleName, TypeElement owner) {
    return (in.isEmpty() ? "" : "package " + in + ";\n\n")
        + """
        /**
         * Sends the tasks of {@link OWNER}. For each there is a method that sends it at once, one
         * that gives a signature, to be sent later or be part of a workflow, and one that gives a
         * step, which gets its first argument from what runs before it. Immutable and thread safe.
         */
        @javax.annotation.processing.Generated("dev.greenfork.task.processor.TaskProcessor")
        @org.jspecify.annotations.NullUnmarked
        @SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal"})
        public final class STUB {

          private final dev.greenfork.client.GreenforkClient client;
          private final dev.greenfork.client.SendOptions options;

          /** Sends through this client, to Celery's default queue. */
          public STUB(dev.greenfork.client.GreenforkClient client) {
            this(client, dev.greenfork.client.SendOptions.DEFAULT);
          }

          private STUB(
              dev.greenfork.client.GreenforkClient client,
              dev.greenfork.client.SendOptions options) {
            this.client = client;
            this.options = options;
          }

          /** The same with other options: {@code tasks.with(o -> o.queue("feeds").priority(3))}. */
          public STUB with(
              java.util.function.UnaryOperator<dev.greenfork.client.SendOptions> change) {
            return new STUB(this.client, change.apply(this.options));
          }
        """
            .replace("STUB", simpleName)
            .replace("OWNER", owner.getQualifiedName());
  }

  /** As it is written where only the type itself is wanted. */
  static String erased(TypeMirror type, Types types) {
    return types.erasure(types.stripAnnotations(type)).toString();
  }
}
