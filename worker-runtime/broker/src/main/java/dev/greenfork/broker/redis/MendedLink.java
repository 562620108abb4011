package dev.greenfork.broker.redis;

import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The link of a fetch, made anew when it broke, and the deliveries of a reply that was lost with
 * it. For one thread, except {@link #abort} and the views.
 */
final class MendedLink {

  private final Site site;
  private final Registration registration;
  private final Alarm alarm;
  private final Deque<Delivery> found = new ArrayDeque<>();

  private volatile @Nullable FetchLink link;
  private @Nullable DeliveryTag uncertain;
  private long oldConnection;

  /**
   * @param alarm raised when a watched list changes
   */
  MendedLink(Site site, Registration registration, Alarm alarm) {
    this.site = site;
    this.registration = registration;
    this.alarm = alarm;
  }

  /** Whether it is there and both its connections live, as far as is known. */
  boolean isWhole() {
    FetchLink current = link;
    return current != null && !current.broken();
  }

  /** Whether lists can be watched on it. */
  boolean canWatch() {
    FetchLink current = link;
    return current != null && current.tracks();
  }

  /**
   * The link, made if need be; what a lost reply named is found then.
   *
   * @throws dev.greenfork.broker.BrokerException if it cannot be made
   */
  FetchLink connect() {
    FetchLink current = link;
    if (current != null && current.broken()) {
      disconnect();
      current = null;
    }
    if (current == null) {
      current = FetchLink.open(site.connector(), registration.incarnation(), alarm);
      link = current;
      recover(current);
    }
    return current;
  }

  /** A fetch is sent whose first delivery is this one. */
  void asked(DeliveryTag first) {
    uncertain = first;
  }

  /** Its reply has come. */
  void answered() {
    uncertain = null;
  }

  /** Whether deliveries of a lost reply wait to be taken. */
  boolean hasFound() {
    return !found.isEmpty();
  }

  /** Takes some of them. */
  List<Delivery> take(int most) {
    List<Delivery> some = new ArrayList<>();
    while (some.size() < most && !found.isEmpty()) {
      some.add(found.remove());
    }
    return some;
  }

  /** Ends the connections. */
  void disconnect() {
    FetchLink current = link;
    link = null;
    if (current != null) {
      oldConnection = current.id();
      current.close();
    }
  }

  /** Cuts the connection from another thread. */
  void abort() {
    FetchLink current = link;
    if (current != null) {
      current.connection().abort();
    }
  }

  private void recover(FetchLink current) {
    DeliveryTag first = uncertain;
    // What was fetched under an older name is restored by whoever finds its lease run out.
    if (first != null && first.incarnation().equals(registration.incarnation())) {
      LostReplies lost = new LostReplies(site.keys());
      found.addAll(lost.from(first, current.connection(), oldConnection));
    }
    uncertain = null;
  }
}
