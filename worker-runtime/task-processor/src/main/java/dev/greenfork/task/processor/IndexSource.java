package dev.greenfork.task.processor;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.CRC32;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** The source text of an index class: one method per task, with a lambda that calls the task. */
record IndexSource(String className, String text) {

  static IndexSource of(List<DeclaredTask> unsorted, Elements elements, Types types) {
    List<DeclaredTask> tasks = new ArrayList<>(unsorted);
    tasks.sort(
        Comparator.comparing((DeclaredTask t) -> t.owner().type().getQualifiedName().toString())
            .thenComparing(t -> t.settings().name()));
    String in =
        Objects.requireNonNull(elements.getPackageOf(tasks.getFirst().owner().type()))
            .getQualifiedName()
            .toString();
    String simpleName = "GreenforkTaskIndex_" + fingerprint(tasks);
    List<String> calls = new ArrayList<>();
    StringBuilder methods = new StringBuilder();
    for (int i = 0; i < tasks.size(); i++) {
      calls.add("task" + i + "()");
      methods.append(method(i, tasks.get(i), types));
    }
    String head = head(in, simpleName, String.join(", ", calls));
    if (in.isEmpty()) {
      head = head.substring(head.indexOf('\n') + 1);
    }
    return new IndexSource(
        in.isEmpty() ? simpleName : in + "." + simpleName, head + methods + "}\n");
  }

  private static String head(String in, String simpleName, String calls) {
    return """
      package %s;

      import com.fasterxml.jackson.core.type.TypeReference;
      import dev.greenfork.task.Ack;
      import dev.greenfork.task.Kind;
      import dev.greenfork.task.index.Owner;
      import dev.greenfork.task.index.Parameter;
      import dev.greenfork.task.index.RateLimit;
      import dev.greenfork.task.index.ResourceLimit;
      import dev.greenfork.task.index.TaskDefinition;
      import dev.greenfork.task.index.TaskIndex;
      import dev.greenfork.task.index.TaskOptions;
      import java.time.Duration;
      import java.util.List;
      import javax.annotation.processing.Generated;
      import org.jspecify.annotations.NullUnmarked;

      /** The tasks of this compilation. Found by the worker through its service file. */
      @Generated("dev.greenfork.task.processor.TaskProcessor")
      @NullUnmarked
      @SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal"})
      public final class %s implements TaskIndex {

        @Override
        public List<TaskDefinition> tasks() {
          return List.of(%s);
        }
      """
        .formatted(in, simpleName, calls);
  }

  /** Keeps two jars that have task classes in one package from having one index class name. */
  private static String fingerprint(List<DeclaredTask> tasks) {
    CRC32 crc = new CRC32();
    tasks.forEach(task -> crc.update(task.where().getBytes(StandardCharsets.UTF_8)));
    return "%08x".formatted(crc.getValue());
  }

  private static String method(int number, DeclaredTask task, Types types) {
    String owner = task.owner().type().getQualifiedName().toString();
    List<String> parameters = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (DeclaredTask.Argument argument : task.arguments()) {
      values.add("(%s) a[%d]".formatted(argument.type(), values.size()));
      parameters.add(
          "\n            new Parameter(%s, %s, %s)"
              .formatted(
                  literal(argument.name()),
                  typeExpression(argument.type(), types),
                  argument.defaultJson() == null ? "null" : literal(argument.defaultJson())));
    }
    String call =
        "((%s) self).%s(%s)"
            .formatted(owner, task.method().getSimpleName(), String.join(", ", values));
    boolean isVoid = task.method().getReturnType().getKind() == TypeKind.VOID;
    return """

      private static TaskDefinition task%d() {
        return new TaskDefinition(
            %s,
            %s,
            new Owner(%s.class, %s),
            List.of(%s),
            (self, a) -> %s);
      }
    """
        .formatted(
            number,
            literal(task.settings().name()),
            task.settings().options(),
            owner,
            task.owner().madeByFactory() ? "null" : owner + "::new",
            String.join(",", parameters),
            isVoid ? "{\n          " + call + ";\n          return null;\n        }" : call);
  }

  /** A class literal where it says all, as that costs no class of its own at start. */
  private static String typeExpression(TypeMirror type, Types types) {
    boolean plain =
        !(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty();
    return plain && types.isSameType(types.erasure(type), type)
        ? types.erasure(type) + ".class"
        : "new TypeReference<" + type + ">() {}.getType()";
  }

  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        default -> {
          if (c < ' ') {
            out.append("\\%03o".formatted((int) c));
          } else if (c > '~') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
