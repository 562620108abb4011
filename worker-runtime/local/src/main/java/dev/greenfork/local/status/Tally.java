package dev.greenfork.local.status;

/** Adds up what the successive processes of one worker say. For one thread. */
final class Tally {

  private int restarts;
  private Reading past = Reading.NONE;
  private Reading now = Reading.NONE;

  /** A worker that does not answer keeps its last numbers: it may only be busy. */
  void add(int restartsSoFar, Reading reading) {
    if (restartsSoFar > restarts) {
      restarts = restartsSoFar;
      past = past.plus(now.past());
      now = Reading.NONE;
    }
    if (reading.slots() > 0) {
      now = reading;
    }
  }

  Reading sum() {
    return past.plus(now);
  }
}
