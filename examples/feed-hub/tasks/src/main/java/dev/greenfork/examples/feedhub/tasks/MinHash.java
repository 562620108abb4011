package dev.greenfork.examples.feedhub.tasks;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Estimates how much text two entries share (Broder, 1997): for each of many hash functions keep
 * the least hash over all five-character shingles of a text; two texts agree in such a minimum as
 * often as they share shingles.
 */
final class MinHash {
  private static final int SHINGLE = 5;
  private static final int FUNCTIONS = 1024;

  private final long[] factors = new long[FUNCTIONS];
  private final long[] offsets = new long[FUNCTIONS];

  MinHash(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < FUNCTIONS; i++) {
      factors[i] = random.nextLong() | 1;
      offsets[i] = random.nextLong();
    }
  }

  /** The least hash of the text's shingles under each function. */
  long[] signature(String text) {
    var least = new long[FUNCTIONS];
    Arrays.fill(least, Long.MAX_VALUE);
    for (int start = 0; start + SHINGLE <= text.length(); start++) {
      long shingle = hash(text, start);
      for (int i = 0; i < FUNCTIONS; i++) {
        long hash = shingle * factors[i] + offsets[i];
        if (hash < least[i]) {
          least[i] = hash;
        }
      }
    }
    return least;
  }

  /** The estimated share of common shingles of two texts, 0 to 1. */
  static double similarity(long[] first, long[] second) {
    int same = 0;
    for (int i = 0; i < FUNCTIONS; i++) {
      if (first[i] == second[i]) {
        same++;
      }
    }
    return (double) same / FUNCTIONS;
  }

  private static long hash(String text, int start) {
    long hash = 0xcbf29ce484222325L;
    for (int i = start; i < start + SHINGLE; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    // The low bits of neighbouring shingles are alike; the functions only multiply, so spread them
    // first.
    hash ^= hash >>> 32;
    hash *= 0x9e3779b97f4a7c15L;
    return hash ^ (hash >>> 29);
  }
}
