package dev.greenfork.task.processor;

import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Whether Jackson can make a value of a type out of JSON. It errs on the side of letting through:
 * what it refuses can never work, and what it lets through may still fail on a value.
 */
final class MappableTypes {

  private static final Set<String> KNOWN_ABSTRACT =
      Set.of(
          "java.lang.Object",
          "java.lang.Number",
          "java.lang.CharSequence",
          "java.lang.Iterable",
          "java.util.Collection",
          "java.util.List",
          "java.util.Set",
          "java.util.SortedSet",
          "java.util.SequencedCollection",
          "java.util.Queue",
          "java.util.Deque",
          "java.util.Map",
          "java.util.SortedMap",
          "java.util.concurrent.ConcurrentMap",
          "com.fasterxml.jackson.databind.JsonNode");

  private static final Set<String> REFUSED_RESULTS =
      Set.of(
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.CompletionStage",
          "java.util.stream.Stream",
          "java.io.InputStream",
          "java.lang.Thread");

  private final Types types;

  MappableTypes(Types types) {
    this.types = types;
  }

  void checkParameter(VariableElement parameter, TypeMirror type) {
    String reason = refusal(type);
    if (reason != null) {
      throw new WrongDeclaration(
          parameter,
          ("Parameter %s of type %s cannot be filled from JSON: %s. Use a primitive, String, enum,"
                  + " record, List, Map or JsonNode, or give the type a Jackson annotation.")
              .formatted(parameter.getSimpleName(), type, reason));
    }
  }

  void checkResult(ExecutableElement method) {
    TypeMirror type = types.stripAnnotations(method.getReturnType());
    if (REFUSED_RESULTS.contains(types.erasure(type).toString())) {
      throw new WrongDeclaration(
          method,
          ("Task method %s returns %s, which is no JSON. Return the value itself: a task has a thread"
                  + " of its own and may wait.")
              .formatted(method.getSimpleName(), type));
    }
  }

  private @Nullable String refusal(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> refusal(((ArrayType) type).getComponentType());
      case TYPEVAR -> "it is a type variable";
      case WILDCARD -> {
        TypeMirror bound = ((WildcardType) type).getExtendsBound();
        yield bound == null ? null : refusal(bound);
      }
      case DECLARED -> refusalOfDeclared((DeclaredType) type);
      case INTERSECTION, UNION, NULL, VOID -> "it has no single type";
      default -> null;
    };
  }

  private @Nullable String refusalOfDeclared(DeclaredType type) {
    for (TypeMirror argument : type.getTypeArguments()) {
      String reason = refusal(argument);
      if (reason != null) {
        return reason + " (" + argument + ")";
      }
    }
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    if (KNOWN_ABSTRACT.contains(name) || hasJacksonAnnotation(element)) {
      return null;
    }
    if (element.getKind() == ElementKind.ENUM || element.getKind() == ElementKind.RECORD) {
      return null;
    }
    if (name.startsWith("java.util.Optional")) {
      return "an absent argument is what @Default(\"null\") is for";
    }
    if (element.getKind().isInterface()) {
      return "it is an interface";
    }
    if (element.getModifiers().contains(Modifier.ABSTRACT)) {
      return "it is abstract";
    }
    if (isInner(element)) {
      return "it is an inner class, which needs its outer one";
    }
    return hasUsableConstructor(element) || hasOwnDeserializer(name)
        ? null
        : "it has no constructor without parameters and no @JsonCreator";
  }

  /** Types with constructors of their own rules that Jackson and its java.time module know. */
  private static boolean hasOwnDeserializer(String name) {
    return name.startsWith("java.time.")
        || name.startsWith("com.fasterxml.jackson.")
        || Set.of(
                "java.lang.Boolean",
                "java.lang.Byte",
                "java.lang.Short",
                "java.lang.Character",
                "java.lang.Integer",
                "java.lang.Long",
                "java.lang.Float",
                "java.lang.Double",
                "java.util.UUID",
                "java.util.EnumMap",
                "java.util.EnumSet",
                "java.util.Locale",
                "java.util.Currency",
                "java.util.regex.Pattern",
                "java.nio.ByteBuffer")
            .contains(name);
  }

  private static boolean hasJacksonAnnotation(TypeElement type) {
    return type.getAnnotationMirrors().stream()
        .map(mirror -> mirror.getAnnotationType().asElement())
        .map(element -> ((TypeElement) element).getQualifiedName().toString())
        .anyMatch(name -> name.startsWith("com.fasterxml.jackson."));
  }

  private static boolean isInner(TypeElement type) {
    return type.getEnclosingElement() instanceof TypeElement
        && !type.getModifiers().contains(Modifier.STATIC);
  }

  private static boolean hasUsableConstructor(TypeElement type) {
    for (ExecutableElement made : ElementFilter.constructorsIn(type.getEnclosedElements())) {
      if (made.getParameters().isEmpty() || takesOneScalar(made) || isCreator(made)) {
        return true;
      }
    }
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .anyMatch(MappableTypes::isCreator);
  }

  private static boolean takesOneScalar(ExecutableElement made) {
    if (made.getParameters().size() != 1 || !made.getModifiers().contains(Modifier.PUBLIC)) {
      return false;
    }
    TypeMirror only = made.getParameters().getFirst().asType();
    return only.getKind().isPrimitive()
        || (only.getKind() == TypeKind.DECLARED && only.toString().endsWith("String"));
  }

  private static boolean isCreator(Element element) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(
            mirror ->
                mirror
                    .getAnnotationType()
                    .asElement()
                    .getSimpleName()
                    .contentEquals("JsonCreator"));
  }
}
