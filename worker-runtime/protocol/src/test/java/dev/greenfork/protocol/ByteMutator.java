package dev.greenfork.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes, cuts and copies bytes by chance. */
final class ByteMutator {

  private static final byte[] ALPHABET =
      "{}[]\":,0123456789eE+-.tfnaN\\u \u0000".getBytes(StandardCharsets.ISO_8859_1);

  private final RandomGenerator random;

  ByteMutator(RandomGenerator random) {
    this.random = random;
  }

  byte[] mutate(byte[] original) {
    byte[] changed = original.clone();
    for (int i = random.nextInt(4); i >= 0 && changed.length > 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(5)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> changed[at] = ALPHABET[random.nextInt(ALPHABET.length)];
        case 2 -> changed = Arrays.copyOf(changed, at);
        case 3 -> changed = doubled(changed, at);
        default -> {
          int length = Math.min(random.nextInt(40), changed.length - at);
          int from = random.nextInt(changed.length - length + 1);
          System.arraycopy(changed, from, changed, at, length);
        }
      }
    }
    return changed;
  }

  private byte[] doubled(byte[] bytes, int at) {
    int length = Math.min(random.nextInt(200), bytes.length - at);
    byte[] longer = Arrays.copyOf(bytes, bytes.length + length);
    System.arraycopy(bytes, at, longer, at + length, bytes.length - at);
    return longer;
  }
}
