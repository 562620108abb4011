package dev.greenfork.decisions.scaling;

/** What kept a decision from being what the work asks for. The last one in order of effect wins. */
public enum Clamp {
  /** Nothing did. */
  NONE("none"),
  /** minReplicas. */
  MIN("minReplicas"),
  /** maxReplicas. */
  MAX("maxReplicas"),
  /** Workers that were needed a short while ago are kept. */
  STABILIZATION("stabilization"),
  /** What runs needs them. */
  WORK_IN_PROGRESS("work in progress"),
  /** The spec says that the pool must not shrink. */
  FROZEN_IN("frozenIn"),
  /** The spec says that the pool must not grow. */
  FROZEN_OUT("frozenOut"),
  /** Pods crash or have no image. */
  TROUBLE("pods that cannot start"),
  /** Nothing is decided. */
  HELD("held");

  private final String words;

  Clamp(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }
}
