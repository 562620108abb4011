package dev.greenfork.task.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * One method of a stub.
 *
 * @param key name and erased parameters, by which the compiler tells methods apart
 * @param whole whether it takes all arguments of the task
 * @param text the source
 */
record StubMethod(String key, boolean whole, String text) {

  /** Sending, signature and step with all arguments. */
  static List<StubMethod> whole(DeclaredTask task, Types types) {
    return of(task, task.arguments().size(), types);
  }

  /** The same without the last arguments, as far as these have defaults. */
  static List<StubMethod> shorter(DeclaredTask task, Types types) {
    List<StubMethod> methods = new ArrayList<>();
    int count = task.arguments().size();
    while (count > 0 && task.arguments().get(count - 1).defaultJson() != null) {
      count--;
      methods.addAll(of(task, count, types));
    }
    return methods;
  }

  private static List<StubMethod> of(DeclaredTask task, int count, Types types) {
    List<DeclaredTask.Argument> arguments = task.arguments().subList(0, count);
    boolean whole = count == task.arguments().size();
    List<StubMethod> methods = new ArrayList<>();
    methods.add(send(task, arguments, types, whole));
    methods.add(signature(task, arguments, types, whole));
    if (count > 0) {
      methods.add(step(task, arguments, types, whole));
    }
    return methods;
  }

  private static StubMethod send(
      DeclaredTask task, List<DeclaredTask.Argument> arguments, Types types, boolean whole) {
    String name = task.method().getSimpleName().toString();
    String text =
        """

          /** Sends {@code %s}; returns when the broker has it. */
          public dev.greenfork.client.AsyncResult<%s> %s(%s) throws InterruptedException {
            return this.client.send(%sSignature(%s));
          }
        """
            .formatted(
                javadoc(task),
                result(task, types),
                name,
                parameters(arguments),
                name,
                names(arguments));
    return new StubMethod(key(name, arguments, types), whole, text);
  }

  private static StubMethod signature(
      DeclaredTask task, List<DeclaredTask.Argument> arguments, Types types, boolean whole) {
    String name = task.method().getSimpleName() + "Signature";
    String text =
        """

          /** {@code %s} with these arguments, to be sent later or be part of a workflow. */
          public dev.greenfork.client.TaskSignature<%s> %s(%s) {
            return %s;
          }
        """
            .formatted(
                javadoc(task),
                result(task, types),
                name,
                parameters(arguments),
                made(task, arguments, types));
    return new StubMethod(key(name, arguments, types), whole, text);
  }

  private static StubMethod step(
      DeclaredTask task, List<DeclaredTask.Argument> arguments, Types types, boolean whole) {
    String name = task.method().getSimpleName() + "Step";
    List<DeclaredTask.Argument> rest = arguments.subList(1, arguments.size());
    String text =
        """

          /** {@code %s}; its {@code %s} will be the result of what runs before it. */
          public dev.greenfork.client.Step<%s, %s> %s(%s) {
            return dev.greenfork.client.Step.of(%s);
          }
        """
            .formatted(
                javadoc(task),
                arguments.getFirst().name(),
                boxed(arguments.getFirst().type(), types),
                result(task, types),
                name,
                parameters(rest),
                made(task, rest, types));
    return new StubMethod(key(name, rest, types), whole, text);
  }

  private static String made(
      DeclaredTask task, List<DeclaredTask.Argument> arguments, Types types) {
    return """
    dev.greenfork.client.TaskSignature.of(
            new dev.greenfork.client.TaskCall(
                %s,
                java.util.Arrays.asList(new Object[] {%s}),
                java.util.Map.of(),
                this.options),
            %s)"""
        .formatted(
            IndexSource.literal(task.settings().name()),
            names(arguments),
            typeExpression(task, types));
  }

  private static String typeExpression(DeclaredTask task, Types types) {
    TypeMirror type = types.stripAnnotations(task.method().getReturnType());
    boolean generic =
        type instanceof DeclaredType declared && !declared.getTypeArguments().isEmpty();
    return generic || type.getKind() == TypeKind.ARRAY
        ? "new com.fasterxml.jackson.core.type.TypeReference<" + result(task, types) + ">() {}"
        : result(task, types) + ".class";
  }

  private static String result(DeclaredTask task, Types types) {
    return boxed(types.stripAnnotations(task.method().getReturnType()), types);
  }

  private static String boxed(TypeMirror type, Types types) {
    return switch (type) {
      case PrimitiveType primitive -> types.boxedClass(primitive).getQualifiedName().toString();
      case TypeMirror other when other.getKind() == TypeKind.VOID -> "java.lang.Void";
      default -> type.toString();
    };
  }

  private static String parameters(List<DeclaredTask.Argument> arguments) {
    return arguments.stream()
        .map(argument -> argument.type() + " " + argument.name())
        .collect(Collectors.joining(", "));
  }

  private static String names(List<DeclaredTask.Argument> arguments) {
    return arguments.stream().map(DeclaredTask.Argument::name).collect(Collectors.joining(", "));
  }

  private static String key(String name, List<DeclaredTask.Argument> arguments, Types types) {
    return arguments.stream()
        .map(argument -> StubSource.erased(argument.type(), types))
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  /** The task's name where it cannot end the comment or the code in it. */
  private static String javadoc(DeclaredTask task) {
    String name = task.settings().name();
    return name.matches("[\\w.:-]+") ? name : task.method().getSimpleName().toString();
  }
}
