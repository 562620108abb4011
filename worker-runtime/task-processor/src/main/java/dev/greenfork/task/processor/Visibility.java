package dev.greenfork.task.processor;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Whether a class beside the task class can name a type. */
final class Visibility {

  private Visibility() {}

  static boolean isVisible(@Nullable TypeMirror type, Elements elements, TypeElement from) {
    return switch (type) {
      case null -> true;
      case ArrayType array -> isVisible(array.getComponentType(), elements, from);
      case WildcardType wildcard ->
          isVisible(wildcard.getExtendsBound(), elements, from)
              && isVisible(wildcard.getSuperBound(), elements, from);
      case DeclaredType declared ->
          isVisible(declared.asElement(), elements, from)
              && declared.getTypeArguments().stream()
                  .allMatch(argument -> isVisible(argument, elements, from));
      default -> true;
    };
  }

  private static boolean isVisible(Element type, Elements elements, TypeElement from) {
    boolean neighbour = Objects.equals(elements.getPackageOf(type), elements.getPackageOf(from));
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      boolean open = e.getModifiers().contains(Modifier.PUBLIC) || neighbour;
      if (!open || e.getModifiers().contains(Modifier.PRIVATE)) {
        return false;
      }
    }
    return true;
  }
}
