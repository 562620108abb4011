package dev.greenfork.decisions.simulation;

/** Counts how often a number turns from rising to falling or back. */
final class Turns {

  private int last = -1;
  private int direction;
  private int count;

  void next(int value) {
    int now = last < 0 ? 0 : Integer.signum(value - last);
    last = value;
    if (now != 0) {
      if (direction != 0 && now != direction) {
        count++;
      }
      direction = now;
    }
  }

  int count() {
    return count;
  }
}
