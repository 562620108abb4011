package dev.greenfork.broker;

/**
 * Whose a broker's queues are: the Broker resource that claimed its URL, database and prefix.
 *
 * @param namespace the resource's namespace
 * @param name the resource's name
 */
public record BrokerOwner(String namespace, String name) {

  /**
   * Reads what {@link #toString} writes; of any other text it makes a namespace that is nobody's.
   */
  public static BrokerOwner parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new BrokerOwner(text, "")
        : new BrokerOwner(text.substring(0, slash), text.substring(slash + 1));
  }

  /** As it stands at the broker and in sentences: {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
