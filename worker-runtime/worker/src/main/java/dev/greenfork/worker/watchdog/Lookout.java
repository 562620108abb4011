package dev.greenfork.worker.watchdog;

import java.util.Collection;
import java.util.List;

/** Tells where the runs of a pool are. For one thread. */
interface Lookout {

  /**
   * The runs that are on carriers now.
   *
   * @param known runs that are looked at in any case
   * @param all whether those that seem to wait are looked at as well, which costs about a
   *     microsecond each
   */
  List<Sighting> look(Collection<WatchedRun> known, boolean all);

  /** The runs that wait for a monitor. */
  List<WatchedRun> blocked();
}
