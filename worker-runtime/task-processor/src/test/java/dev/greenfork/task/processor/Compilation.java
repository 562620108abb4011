package dev.greenfork.task.processor;

import dev.greenfork.task.index.TaskDefinition;
import dev.greenfork.task.index.TaskIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** One run of the JDK's compiler, with the processor, over sources given as text. */
record Compilation(List<String> errors, List<String> warnings, Path classes) {

  /** Compiles; the class of each source is found in its text. */
  static Compilation of(Path directory, String... sources) {
    return of(List.of(), directory, sources);
  }

  /** As the other, with more options of the compiler. */
  static Compilation of(List<String> options, Path directory, String... sources) {
    List<String> all =
        new ArrayList<>(
            List.of("-d", directory.toString(), "-Xlint:all,-processing", "-proc:full"));
    all.addAll(options);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
    JavaCompiler.CompilationTask task =
        compiler.getTask(
            null,
            null,
            diagnostics,
            all,
            null,
            List.of(sources).stream().map(Compilation::source).toList());
    task.setProcessors(List.of(new TaskProcessor()));
    task.call();
    List<String> errors = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> found : diagnostics.getDiagnostics()) {
      (found.getKind() == Diagnostic.Kind.ERROR ? errors : warnings).add(found.getMessage(null));
    }
    return new Compilation(errors, warnings, directory);
  }

  /** The tasks that a worker would find among the compiled classes. */
  List<TaskDefinition> tasks() {
    List<TaskDefinition> tasks = new ArrayList<>();
    ServiceLoader.load(TaskIndex.class, loader()).forEach(index -> tasks.addAll(index.tasks()));
    return tasks;
  }

  /** A compiled class. */
  Class<?> load(String name) throws ClassNotFoundException {
    return Class.forName(name, true, loader());
  }

  private ClassLoader loader() {
    try {
      URL[] path = {classes.toUri().toURL()};
      return new URLClassLoader(path, Compilation.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaFileObject source(String text) {
    String name =
        text.replaceFirst("(?s).*?public (?:final |abstract )?(?:class|record) (\\w+).*", "$1");
    URI uri = URI.create("string:///app/" + name + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
