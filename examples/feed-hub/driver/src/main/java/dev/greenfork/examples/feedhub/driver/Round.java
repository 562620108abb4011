package dev.greenfork.examples.feedhub.driver;

import java.util.List;

/** All samples of one campaign. */
record Round(List<Sample> fetches, List<Sample> fingerprints) {
  Round {
    fetches = List.copyOf(fetches);
    fingerprints = List.copyOf(fingerprints);
  }
}
