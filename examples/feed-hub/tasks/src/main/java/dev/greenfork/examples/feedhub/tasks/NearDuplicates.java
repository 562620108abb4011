package dev.greenfork.examples.feedhub.tasks;

import dev.greenfork.examples.feedhub.tasks.Fingerprints.Pair;
import java.util.ArrayList;
import java.util.List;

/** Finds the entries of one document that say nearly the same. */
final class NearDuplicates {
  private static final double SIMILAR = 0.7;

  private final MinHash hash = new MinHash(1);

  List<Pair> among(List<String> texts) {
    var signatures = texts.stream().map(hash::signature).toList();
    var pairs = new ArrayList<Pair>();
    for (int second = 1; second < signatures.size(); second++) {
      for (int first = 0; first < second; first++) {
        double similarity = MinHash.similarity(signatures.get(first), signatures.get(second));
        if (similarity >= SIMILAR) {
          pairs.add(new Pair(first, second, similarity));
        }
      }
    }
    return List.copyOf(pairs);
  }
}
