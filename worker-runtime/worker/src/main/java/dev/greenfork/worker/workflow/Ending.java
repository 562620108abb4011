package dev.greenfork.worker.workflow;

import dev.greenfork.broker.Joins;
import dev.greenfork.broker.Publication;
import dev.greenfork.broker.Settlement;
import dev.greenfork.broker.StoredResult;
import dev.greenfork.protocol.canvas.JoinKey;
import dev.greenfork.protocol.canvas.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The end of one task on its way to the broker. It grows each time that one of its parts completes
 * a chord: by the body, and where that fails by the parts of the chord around it. For one thread at
 * a time.
 */
final class Ending {

  private final Workflows.End end;
  private final Effects own;
  private final Place place;
  private final List<Effects.Part> parts = new ArrayList<>();
  private final List<Joiner.Joined> joined = new ArrayList<>();

  Ending(Workflows.End end, Effects own, Place place) {
    this.end = end;
    this.own = own;
    this.place = place;
    this.parts.addAll(own.parts);
  }

  /** Joins the chords that are complete, and gives up those that another worker has taken. */
  void join(List<Integer> complete, List<Integer> lost, Joiner joiner) {
    List<Joiner.Joined> gone = lost.stream().map(joined::get).toList();
    joined.removeAll(gone);
    for (int place : complete) {
      Joiner.Joined one = joiner.join(parts.get(place), this.place, own.again);
      joined.add(one);
      parts.addAll(one.effects().parts);
    }
  }

  Settlement settlement() {
    List<StoredResult> results = new ArrayList<>(own.results);
    List<JoinKey> keys = new ArrayList<>(own.keys);
    List<Publication> messages = new ArrayList<>(own.messages);
    List<Joins.Closing> closings = new ArrayList<>();
    for (Joiner.Joined one : joined) {
      results.addAll(one.effects().results);
      keys.addAll(one.effects().keys);
      messages.addAll(one.effects().messages);
      closings.add(one.closing());
    }
    List<Joins.Part> counted = parts.stream().map(Effects.Part::part).toList();
    Settlement.Finish finish =
        new Settlement.Finish(
            end.tag(), end.result(), messages, new Joins(results, keys, counted, closings));
    Burial burial = end.burial();
    return burial == null
        ? finish
        : new Settlement.Bury(burial.delivery(), burial.letter(), finish);
  }
}
