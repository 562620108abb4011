package dev.greenfork.examples.feedhub.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MinHashTest {
  private static final String TEXT =
      "The operator starts worker pods, splits their queues by what each task is good for, and sizes the pods by the work"
          + " that waits. It never loses a task, and kills none that ends within its drain time.";
  private static final String OTHER =
      "Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated"
          + " documentation files, to deal in it without restriction.";

  private final MinHash hash = new MinHash(1);

  @Test
  void a_text_is_wholly_similar_to_itself() {
    assertThat(MinHash.similarity(hash.signature(TEXT), hash.signature(TEXT))).isEqualTo(1.0);
  }

  @Test
  void different_texts_share_almost_nothing() {
    assertThat(MinHash.similarity(hash.signature(TEXT), hash.signature(OTHER))).isLessThan(0.1);
  }

  @Test
  void the_estimate_lies_near_the_true_share_of_common_shingles() {
    // Half of the longer text's shingles are those of the shorter: a Jaccard index of a half, give
    // or take the seam.
    double similarity =
        MinHash.similarity(
            hash.signature(TEXT),
            hash.signature(
                TEXT + OTHER + OTHER.toUpperCase(java.util.Locale.ROOT).substring(0, 30)));

    assertThat(similarity).isBetween(0.35, 0.65);
  }

  @Test
  void an_edited_entry_is_found_beside_the_one_it_was_made_from() {
    var edited = TEXT.replace("worker pods", "corrected pods") + " (updated)";

    var pairs = new NearDuplicates().among(List.of(OTHER, TEXT, edited));

    assertThat(pairs)
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.first()).isEqualTo(1);
              assertThat(pair.second()).isEqualTo(2);
              assertThat(pair.similarity()).isBetween(0.7, 0.99);
            });
  }

  @Test
  void texts_shorter_than_a_shingle_are_harmless() {
    assertThat(new NearDuplicates().among(List.of("", "ab"))).hasSize(1);
  }
}
