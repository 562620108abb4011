package dev.greenfork.task.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Writes a stub for each task class, where producers can use one: where the client is on the class
 * path of the compilation. It never makes a compilation fail that would succeed without it; what
 * cannot be offered it says in a note.
 */
final class StubWriter {

  /** The newest class that stubs need: an older client has none of it. */
  private static final String CLIENT = "dev.greenfork.client.TaskSignature";

  /** {@code false} leaves stubs out, {@code true} makes it an error to have no client. */
  static final String OPTION = "greenfork.stubs";

  private final ProcessingEnvironment environment;
  private final Set<String> taken = new HashSet<>();

  StubWriter(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  /** Looks at what the sources declare themselves; their classes win over stubs. */
  void see(RoundEnvironment round) {
    for (Element root : round.getRootElements()) {
      if (root instanceof TypeElement type) {
        taken.add(type.getQualifiedName().toString());
      }
    }
  }

  void write(List<DeclaredTask> tasks) {
    String option = environment.getOptions().getOrDefault(OPTION, "");
    if (option.equals("false")) {
      return;
    }
    if (environment.getElementUtils().getTypeElement(CLIENT) == null) {
      if (option.equals("true")) {
        say(
            Diagnostic.Kind.ERROR,
            "-A%s=true asks for stubs, but %s is not on the class path. Add the dependency greenfork-client (scope \"provided\" is enough for workers)."
                .formatted(OPTION, CLIENT));
      }
      return;
    }
    byClass(tasks).forEach(this::write);
  }

  private void write(TypeElement owner, List<DeclaredTask> tasks) {
    String name = StubSource.className(owner, environment.getElementUtils());
    if (!taken.add(name)) {
      say(Diagnostic.Kind.NOTE, "no stub for %s: there is a class %s".formatted(owner, name));
      return;
    }
    StubSource stub =
        StubSource.of(tasks, environment.getElementUtils(), environment.getTypeUtils());
    stub.omitted().forEach(omitted -> say(Diagnostic.Kind.NOTE, omitted));
    try (var out = environment.getFiler().createSourceFile(name, owner).openWriter()) {
      out.write(stub.text());
    } catch (IOException e) {
      say(
          Diagnostic.Kind.ERROR,
          "The stub %s could not be written: %s".formatted(name, e.getMessage()));
    }
  }

  private static Map<TypeElement, List<DeclaredTask>> byClass(List<DeclaredTask> tasks) {
    Map<TypeElement, List<DeclaredTask>> byClass = new LinkedHashMap<>();
    for (DeclaredTask task : tasks) {
      byClass.computeIfAbsent(task.owner().type(), _ -> new ArrayList<>()).add(task);
    }
    return byClass;
  }

  private void say(Diagnostic.Kind kind, String message) {
    environment.getMessager().printMessage(kind, message);
  }
}
