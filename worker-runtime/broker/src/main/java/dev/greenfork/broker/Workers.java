package dev.greenfork.broker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers that are known at the broker, and what dead ones left there. Thread safe. */
public interface Workers {

  /** All that have a lease, or had one and left deliveries, by name. */
  List<KnownWorker> all();

  /**
   * Puts back to the heads of their queues what this one holds; does nothing while its lease lives.
   */
  Restored restore(String incarnation);

  /**
   * As {@link #restore}, for a worker whose process is certainly gone, whatever its lease says.
   *
   * @param how one sentence on how its tasks died with it; null if that is not to count
   */
  Restored restoreDead(String incarnation, @Nullable String how);

  /**
   * Looks once for workers that are gone, by their leases and connections, and puts back what they
   * left. To be called about once a second; acts only after having been connected for as long as a
   * lease lives.
   *
   * @return those that had left something
   */
  List<Loss> notice();
}
