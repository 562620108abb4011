package dev.greenfork.protocol.canvas;

/** A key that a chord needs at the result backend before its parts run. */
public sealed interface JoinKey {

  /** The group's id. */
  String group();

  /** How many parts end before the body runs: {@code .s}; starts a new run, so {@code .c} goes. */
  record Size(String group, int parts) implements JoinKey {}

  /** The structure of a header with groups in it, by which the body's argument is built. */
  record Members(String group, ResultTree result) implements JoinKey {}
}
