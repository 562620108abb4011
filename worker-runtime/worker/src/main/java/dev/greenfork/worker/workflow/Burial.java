package dev.greenfork.worker.workflow;

import dev.greenfork.broker.DeadLetter;
import dev.greenfork.broker.Delivery;

/** A message that is kept among the dead letters when its task ends. */
public record Burial(Delivery delivery, DeadLetter letter) {}
