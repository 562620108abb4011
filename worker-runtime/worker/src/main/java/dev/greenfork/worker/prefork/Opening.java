package dev.greenfork.worker.prefork;

import dev.greenfork.worker.slots.Slots;

/** The slot of one place, which is in use only while the place has a child. For one thread. */
final class Opening {

  private final Slots slots;
  private boolean open;

  /** Takes the slot out of use. */
  Opening(Slots slots) {
    this.slots = slots;
    slots.suspend();
  }

  void open() {
    if (!open) {
      open = true;
      slots.resume();
    }
  }

  void shut() {
    if (open) {
      open = false;
      slots.suspend();
    }
  }
}
