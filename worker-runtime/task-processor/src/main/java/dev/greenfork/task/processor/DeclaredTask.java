package dev.greenfork.task.processor;

import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** A task as its source declares it, checked. */
record DeclaredTask(
    ExecutableElement method, Owner owner, Settings settings, List<Argument> arguments) {

  /** The name, and a Java expression of the {@code TaskOptions} with imported class names. */
  record Settings(String name, String options) {}

  /** The class of the method, and whether a factory must make it. */
  record Owner(TypeElement type, boolean madeByFactory) {}

  /** A parameter; the default is JSON, null where the argument must be given. */
  record Argument(String name, TypeMirror type, @Nullable String defaultJson) {}

  String where() {
    return owner.type().getQualifiedName() + "." + method.getSimpleName();
  }
}
