package dev.greenfork.worker.prefork;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The child that follows that of one place, ordered ahead. Confined to the place's thread. */
final class Succession {

  private final ChildSlot.Shared shared;
  private boolean ordered;
  private @Nullable ChildProcess next;

  Succession(ChildSlot.Shared shared) {
    this.shared = shared;
  }

  /** A child that is warm, if there is one. */
  @Nullable ChildProcess spare() {
    ChildProcess spare = shared.spares().take(ordered);
    ordered = ordered && spare == null;
    return spare;
  }

  /** Why the child leaves now; null while it goes on, and another may be ordered. */
  @Nullable String due(ChildProcess serving, Wear wear) {
    String over = why(serving, wear);
    if (over != null) {
      // why: taken here and not later, or two places would leave for the same spare
      next = spare();
      if (next != null || wear.over() != null) {
        return over;
      }
    }
    if (over != null || wear.isNear(untilWarm())) {
      order();
    }
    return null;
  }

  /** The child for which the last one leaves; null if none was warm in time. */
  @Nullable ChildProcess take() {
    ChildProcess following = next;
    next = null;
    return following;
  }

  /** The child that was not warm in time. */
  ChildProcess late() throws InterruptedException {
    order();
    shared.work().metrics().late();
    ChildProcess spare = shared.spares().await(Nursery.START_PATIENCE);
    ordered = ordered && spare == null;
    return spare == null ? shared.nursery().raise() : spare;
  }

  /** Nobody follows any more. */
  void end() {
    ChildProcess following = take();
    if (following != null) {
      following.close();
    }
    if (ordered) {
      ordered = false;
      shared.spares().cancel();
    }
  }

  private void order() {
    if (!ordered) {
      ordered = true;
      shared.spares().order();
    }
  }

  /** Twice what it takes if all places order at the same time. */
  private Duration untilWarm() {
    return shared.nursery().warmUp().multipliedBy(2L * shared.work().slots().total());
  }

  private @Nullable String why(ChildProcess serving, Wear wear) {
    String over = wear.over();
    if (over != null) {
      return over;
    }
    if (ordered && wear.isLate(shared.spares().backlog(1).multipliedBy(2))) {
      return "tasks";
    }
    return shared.nursery().isTooLarge(serving) ? "resized" : null;
  }
}
