package dev.greenfork.examples.feedhub.driver;

import java.util.List;
import java.util.stream.Stream;

/** All samples of one campaign. */
record Round(List<Sample> fetches, List<Sample> fingerprints) {
  Round {
    fetches = List.copyOf(fetches);
    fingerprints = List.copyOf(fingerprints);
  }

  /** Both tasks. */
  List<Sample> all() {
    return Stream.concat(fetches.stream(), fingerprints.stream()).toList();
  }
}
