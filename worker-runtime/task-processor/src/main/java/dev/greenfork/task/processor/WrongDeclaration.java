package dev.greenfork.task.processor;

import javax.lang.model.element.Element;

/** A task declaration that cannot work: the compile error, with the mend, and where it belongs. */
final class WrongDeclaration extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Element element;

  WrongDeclaration(Element element, String message) {
    super(message, null, false, false);
    this.element = element;
  }

  Element element() {
    return element;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
