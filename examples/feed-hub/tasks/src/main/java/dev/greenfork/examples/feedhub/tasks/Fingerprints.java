package dev.greenfork.examples.feedhub.tasks;

import java.util.List;

/** The near-duplicates among the entries of one document. */
public record Fingerprints(int entries, List<Pair> nearDuplicates, Run run) {
  public Fingerprints {
    nearDuplicates = List.copyOf(nearDuplicates);
  }

  /**
   * Two entries that say nearly the same.
   *
   * @param first index of the entry that comes first in the document, from 0
   * @param second index of the other
   * @param similarity estimated share of common text, 0 to 1
   */
  public record Pair(int first, int second, double similarity) {}
}
