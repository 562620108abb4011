package dev.greenfork.broker.redis;

import dev.greenfork.broker.BrokerException;
import dev.greenfork.broker.Delivery;
import dev.greenfork.broker.DeliveryTag;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches over a link that it mends, and knows what to do with what comes back: arm the wake-up,
 * notice a lost lease, find the deliveries of a lost reply. For one thread, except the views.
 */
final class Fetcher {

  /** How a look at the queues came about. */
  enum Occasion {
    /** The caller asked. */
    ASKED,
    /** A watched list has changed. */
    WOKEN,
    /** Nothing was told for a while; the safety net. */
    CHECK
  }

  private static final Logger log = LoggerFactory.getLogger(Fetcher.class);

  private static final int MISSED_WAKE_UPS = 3;

  private final Site site;
  private final Registration registration;
  private final FetchCall call;
  private final SplitKeeper splits;
  private final Crowd crowd;
  private final OversizedLog oversized;
  private final DueWatch due;
  private final Numbering numbering = new Numbering();
  private final MendedLink link;

  private boolean watching;
  private boolean splitting;
  private int missed;

  private volatile boolean connected;

  /**
   * @param alarm raised when a watched list changes
   */
  Fetcher(Site site, Registration registration, SplitKeeper splits, Alarm alarm) {
    this.site = site;
    this.registration = registration;
    this.splits = splits;
    this.link = new MendedLink(site, registration, alarm);
    this.call = new FetchCall(site, registration, splits);
    this.crowd = new Crowd(registration, site.timings());
    this.oversized = new OversizedLog(site.settings().limits().messageBytes());
    this.due = new DueWatch(site, registration.queues());
  }

  boolean connected() {
    return connected;
  }

  long oversized() {
    return oversized.count();
  }

  /** Whether the last look left nothing behind and the alarm will tell of what comes. */
  boolean watching() {
    return watching && link.isWhole();
  }

  /** Whether the last look has split a part of what waits, so that the next one finds more. */
  boolean splits() {
    return splitting;
  }

  /** Whether lists can be watched on this connection. */
  boolean canWatch() {
    return link.canWatch();
  }

  /** Those who may be woken by the same message. */
  Crowd crowd() {
    return crowd;
  }

  /** How long until delayed messages must be looked for. */
  Duration untilDue() {
    return due.left();
  }

  /** Forgets that lists are watched: the wake-up has come, and the next look arms anew. */
  void rest() {
    watching = false;
  }

  /**
   * Fetches once.
   *
   * @param room bytes after which it takes no more messages
   * @throws BrokerException if the link broke; the next call mends it
   */
  List<Delivery> look(int slots, long room, Occasion occasion) {
    watching = false;
    splitting = false;
    FetchLink current = connect();
    if (occasion == Occasion.CHECK) {
      current.check(site.connector().patience());
    }
    if (link.hasFound()) {
      return link.take(slots);
    }
    int moved = due.look(current.connection(), crowd.spread());
    // Whoever was woken for nothing pauses before it watches again; else each message would wake
    // every idle worker.
    boolean arm = current.tracks() && !(occasion == Occasion.WOKEN && crowd.size() > 0);
    DeliveryTag first = numbering.take(registration.incarnation(), slots);
    FetchPlan plan = call.next();
    FetchCall.Bounds bounds = new FetchCall.Bounds(slots, room);
    link.asked(first);
    Object reply = current.fetch(plan.script(), call.arguments(plan, first, bounds, now()), arm);
    Optional<FetchCall.Batch> batch = call.batch(reply, plan, first);
    link.answered();
    connected = true;
    if (batch.isEmpty()) {
      log.warn("The lease of {} has run out: registering anew", first.incarnation());
      registration.renew(current.connection(), first.incarnation());
      return List.of();
    }
    List<Delivery> deliveries = batch.get().deliveries();
    oversized.report(batch.get().oversized());
    // What was fetched is judged by the state that split it, or by a later one.
    boolean renewed = batch.get().outdated() && splits.renew(current.connection());
    splitting = batch.get().left() > 0 || renewed;
    watching = arm && !splitting && cameBackShort(deliveries, bounds);
    // Nothing tells us of what we moved ourselves.
    judge(moved > 0 ? Occasion.ASKED : occasion, deliveries);
    return deliveries;
  }

  /** Ends the connections. */
  void disconnect() {
    link.disconnect();
    watching = false;
    connected = false;
  }

  /** Cuts the connection from another thread. */
  void abort() {
    link.abort();
  }

  private FetchLink connect() {
    if (!link.isWhole()) {
      missed = 0;
      connected = false;
    }
    return link.connect();
  }

  private static boolean cameBackShort(List<Delivery> deliveries, FetchCall.Bounds bounds) {
    long bytes = deliveries.stream().mapToLong(each -> each.envelope().length).sum();
    return deliveries.size() < bounds.slots() && bytes < bounds.bytes();
  }

  // Messages that only the safety net finds mean that wake-ups do not arrive, for example because
  // the other socket is half open.
  private void judge(Occasion occasion, List<Delivery> deliveries) {
    if (occasion == Occasion.WOKEN) {
      missed = 0;
    } else if (occasion == Occasion.CHECK && !deliveries.isEmpty() && canWatch()) {
      missed++;
      if (missed >= MISSED_WAKE_UPS) {
        log.warn("Redis tells of no new messages: connecting anew");
        disconnect();
      }
    }
  }

  private static Instant now() {
    return InstantSource.system().instant();
  }
}
