package dev.greenfork.task.processor;

import java.util.HashMap;
import java.util.Map;

/** Refuses a second task of one name in a compilation. */
final class DuplicateNames {

  private final Map<String, DeclaredTask> byName = new HashMap<>();

  void add(DeclaredTask task) {
    DeclaredTask first = byName.putIfAbsent(task.settings().name(), task);
    if (first != null) {
      throw new WrongDeclaration(
          task.method(),
          "The task name \"%s\" is already that of %s. Give one of the two another name."
              .formatted(task.settings().name(), first.where()));
    }
  }
}
