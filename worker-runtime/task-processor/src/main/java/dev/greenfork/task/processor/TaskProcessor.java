package dev.greenfork.task.processor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.jspecify.annotations.Nullable;

/**
 * Writes the index of a compilation's tasks, for workers, and a stub of each task class, for
 * producers, if {@code greenfork-client} is on the class path: for {@code FeedTasks} a {@code
 * FeedTasksClient} in the same package. {@code -Agreenfork.stubs=false} leaves stubs out; with
 * {@code true} it is an error if the client is missing.
 *
 * <p>A round's index is written in that round, so that the compiler sees it as ordinary source; the
 * service file, which names all of them, is written at the end. The result of a compilation that
 * sees only some of the task classes is an index of only these: builds must compile a module's task
 * classes together, as Maven and Gradle do for this kind of processor.
 */
@SupportedAnnotationTypes(TaskProcessor.TASK)
@SupportedOptions(StubWriter.OPTION)
public final class TaskProcessor extends AbstractProcessor {

  static final String TASK = "dev.greenfork.task.Task";
  private static final String SERVICE = "META-INF/services/dev.greenfork.task.index.TaskIndex";

  private final DuplicateNames names = new DuplicateNames();
  private final Set<String> indexes = new TreeSet<>();
  private @Nullable StubWriter stubs;

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (round.processingOver()) {
      writeService();
      return false;
    }
    StubWriter writer = stubs == null ? new StubWriter(processingEnv) : stubs;
    stubs = writer;
    writer.see(round);
    List<DeclaredTask> tasks = new ArrayList<>();
    for (TypeElement annotation : annotations) {
      for (Element element : round.getElementsAnnotatedWith(annotation)) {
        read((ExecutableElement) element, tasks);
      }
    }
    if (!tasks.isEmpty()) {
      writeIndex(tasks);
      writer.write(tasks);
    }
    return false;
  }

  private void read(ExecutableElement method, List<DeclaredTask> into) {
    try {
      DeclaredTask task = new DeclarationReader(processingEnv).read(method);
      names.add(task);
      into.add(task);
    } catch (WrongDeclaration wrong) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, wrong.getMessage(), wrong.element());
    }
  }

  private void writeIndex(List<DeclaredTask> tasks) {
    IndexSource source =
        IndexSource.of(tasks, processingEnv.getElementUtils(), processingEnv.getTypeUtils());
    Element[] origins = tasks.stream().map(DeclaredTask::method).toArray(Element[]::new);
    try (var out =
        processingEnv.getFiler().createSourceFile(source.className(), origins).openWriter()) {
      out.write(source.text());
      indexes.add(source.className());
    } catch (IOException e) {
      fail("The task index " + source.className() + " could not be written: " + e.getMessage());
    }
  }

  private void writeService() {
    if (indexes.isEmpty()) {
      return;
    }
    try (var out =
        processingEnv
            .getFiler()
            .createResource(StandardLocation.CLASS_OUTPUT, "", SERVICE)
            .openWriter()) {
      out.write(String.join("\n", indexes) + "\n");
    } catch (IOException e) {
      fail("The service file " + SERVICE + " could not be written: " + e.getMessage());
    }
  }

  private void fail(String message) {
    processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message);
  }
}
