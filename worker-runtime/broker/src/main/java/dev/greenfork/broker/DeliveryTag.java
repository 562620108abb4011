package dev.greenfork.broker;

/**
 * Names a delivery at the broker.
 *
 * @param incarnation the registration it was fetched under, {@code <nodename>;<nonce>}
 * @param number counted up by the worker from 1
 */
public record DeliveryTag(String incarnation, long number) {

  /** Of no delivery. */
  public static final DeliveryTag NONE = new DeliveryTag("", 0);
}
