package dev.greenfork.task.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads one annotated method, or says what is wrong with it. */
final class DeclarationReader {

  private static final String DEFAULT = "dev.greenfork.task.Default";
  private static final String MADE_BY_FACTORY = "dev.greenfork.task.MadeByFactory";

  private final ProcessingEnvironment environment;
  private final MappableTypes mappable;

  DeclarationReader(ProcessingEnvironment environment) {
    this.environment = environment;
    this.mappable = new MappableTypes(environment.getTypeUtils());
  }

  DeclaredTask read(ExecutableElement method) {
    TypeElement type = (TypeElement) Objects.requireNonNull(method.getEnclosingElement());
    boolean madeByFactory = annotation(type, MADE_BY_FACTORY) != null;
    Shape.check(method, type, madeByFactory);
    DeclaredTask.Settings settings = settings(method);
    mappable.checkResult(method);
    List<DeclaredTask.Argument> arguments = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      arguments.add(argument(parameter));
    }
    return new DeclaredTask(
        method, new DeclaredTask.Owner(type, madeByFactory), settings, arguments);
  }

  private DeclaredTask.Settings settings(ExecutableElement method) {
    AnnotationMirror task = annotation(method, TaskProcessor.TASK);
    if (task == null) {
      throw new IllegalStateException("The compiler handed over a method without @Task: " + method);
    }
    String name = value(task, "name");
    if (name.isBlank() || !name.equals(name.strip())) {
      throw new WrongDeclaration(
          method,
          "The task name \"%s\" is blank or begins or ends with a space. Name it like \"feeds.fetch\"."
              .formatted(name));
    }
    return new DeclaredTask.Settings(name, OptionsExpression.of(method, values(task)));
  }

  private DeclaredTask.Argument argument(VariableElement parameter) {
    TypeMirror type = environment.getTypeUtils().stripAnnotations(parameter.asType());
    mappable.checkParameter(parameter, type);
    AnnotationMirror annotation = annotation(parameter, DEFAULT);
    @Nullable String json = annotation == null ? null : value(annotation, "value");
    if (json != null) {
      DefaultLiterals.check(parameter, type, json);
    }
    return new DeclaredTask.Argument(parameter.getSimpleName().toString(), type, json);
  }

  private static @Nullable AnnotationMirror annotation(Element element, String name) {
    for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
      if (((TypeElement) mirror.getAnnotationType().asElement())
          .getQualifiedName()
          .contentEquals(name)) {
        return mirror;
      }
    }
    return null;
  }

  private String value(AnnotationMirror annotation, String key) {
    AnnotationValue value = values(annotation).get(key);
    if (value == null) {
      throw new IllegalStateException(annotation + " has no " + key + "; versions do not match.");
    }
    return value.getValue().toString();
  }

  private Map<String, AnnotationValue> values(AnnotationMirror annotation) {
    Map<String, AnnotationValue> byName = new HashMap<>();
    environment
        .getElementUtils()
        .getElementValuesWithDefaults(annotation)
        .forEach((key, value) -> byName.put(key.getSimpleName().toString(), value));
    return byName;
  }
}
