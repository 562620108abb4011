package dev.greenfork.task.processor;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/** Whether generated code in another package can make the class and call the method. */
final class Shape {

  private Shape() {}

  static void check(ExecutableElement method, TypeElement type, boolean madeByFactory) {
    checkMethod(method);
    checkClass(method, type);
    if (!madeByFactory && !hasPublicConstructor(type)) {
      throw wrong(
          method,
          "Class {} has no public constructor without parameters, so the worker cannot make it. Add"
              + " one, or annotate the class with @MadeByFactory and provide a TaskFactory service.",
          type.getQualifiedName());
    }
  }

  private static void checkMethod(ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    String name = method.getSimpleName().toString();
    if (modifiers.contains(Modifier.STATIC)) {
      throw wrong(
          method,
          "Task method {} is static. Remove \"static\": the worker makes one instance.",
          name);
    }
    if (!modifiers.contains(Modifier.PUBLIC)) {
      throw wrong(
          method, "Task method {} is not public. Make it public: the worker calls it.", name);
    }
    if (modifiers.contains(Modifier.ABSTRACT)) {
      throw wrong(
          method, "Task method {} is abstract. Annotate the method that implements it.", name);
    }
    if (!method.getTypeParameters().isEmpty()) {
      throw wrong(
          method,
          "Task method {} has type parameters, which JSON cannot fill. Use concrete types.",
          name);
    }
  }

  private static void checkClass(ExecutableElement method, TypeElement type) {
    String name = type.getQualifiedName().toString();
    if (name.isEmpty()) {
      throw wrong(
          method,
          "Task method {} is in an anonymous or local class. Move it to a public one.",
          method.getSimpleName());
    }
    if (type.getKind() != ElementKind.CLASS && type.getKind() != ElementKind.RECORD) {
      throw wrong(method, "{} is no class. Declare tasks in a public class.", name);
    }
    if (type.getModifiers().contains(Modifier.ABSTRACT)) {
      throw wrong(method, "Class {} is abstract. Declare tasks in a concrete class.", name);
    }
    if (!type.getTypeParameters().isEmpty()) {
      throw wrong(
          method, "Class {} has type parameters. Declare tasks in a class without them.", name);
    }
    for (Element e = type; e instanceof TypeElement outer; e = outer.getEnclosingElement()) {
      if (!outer.getModifiers().contains(Modifier.PUBLIC)) {
        throw wrong(
            method,
            "Class {} is not public. Make it public: the worker calls its tasks.",
            outer.getQualifiedName());
      }
      boolean nested = outer.getEnclosingElement() instanceof TypeElement;
      if (nested && !outer.getModifiers().contains(Modifier.STATIC)) {
        throw wrong(
            method, "Class {} is an inner class. Make it static.", outer.getQualifiedName());
      }
    }
  }

  private static boolean hasPublicConstructor(TypeElement type) {
    return ElementFilter.constructorsIn(type.getEnclosedElements()).stream()
        .anyMatch(
            made ->
                made.getParameters().isEmpty() && made.getModifiers().contains(Modifier.PUBLIC));
  }

  private static WrongDeclaration wrong(
      ExecutableElement method, String message, CharSequence what) {
    return new WrongDeclaration(method, message.replace("{}", what));
  }
}
