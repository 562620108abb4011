package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Changes real messages at random; {@code -Dgreenfork.mutation.seconds=N} runs longer, {@code
 * .seed} repeats a run.
 */
class MutationTest {

  private static final byte[] ALPHABET =
      "{}[]\":,0123456789eE+-.tfnaN\\u \u0000".getBytes(StandardCharsets.ISO_8859_1);

  private final MessageDecoder decoder = new MessageDecoder(new Limits(1 << 20, 1 << 20, 100));
  private final ResultCodec results = new ResultCodec(Limits.DEFAULT);

  @Test
  @Timeout(900)
  void never_throws_and_never_hangs_on_changed_messages() {
    long seed = Long.getLong("greenfork.mutation.seed", System.nanoTime());
    RandomGenerator random = new SplittableRandom(seed);
    List<byte[]> originals =
        Stream.concat(
                Golden.REPRODUCIBLE.stream(),
                Stream.of("protocol-1", "all-options", "pickle", "bzip2"))
            .map(Golden::message)
            .toList();
    Instant end = Instant.now().plusSeconds(Integer.getInteger("greenfork.mutation.seconds", 3));
    int refused = 0;
    while (Instant.now().isBefore(end)) {
      byte[] original = originals.get(random.nextInt(originals.size()));
      byte[] changed =
          random.nextBoolean() ? mutate(original, random) : mutateBody(original, random);
      Instant before = Instant.now();
      assertThatNoException()
          .as("seed %d, message %s", seed, Base64.getEncoder().encodeToString(changed))
          .isThrownBy(() -> decoder.decode(changed));
      assertThat(Duration.between(before, Instant.now()))
          .as("seed %d", seed)
          .isLessThan(Duration.ofSeconds(5));
      refused += decoder.decode(changed) instanceof Decoded.Refused ? 1 : 0;
      assertThatNoException()
          .isThrownBy(() -> results.decode(mutate(Golden.result("failure"), random)));
    }
    assertThat(refused).as("seed %d", seed).isPositive();
  }

  private static byte[] mutate(byte[] original, RandomGenerator random) {
    byte[] changed = original.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      int at = random.nextInt(changed.length);
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = (byte) random.nextInt();
        case 1 -> changed[at] = ALPHABET[random.nextInt(ALPHABET.length)];
        case 2 -> changed = java.util.Arrays.copyOf(changed, Math.max(1, at));
        default -> {
          int length = Math.min(random.nextInt(40), changed.length - at);
          System.arraycopy(
              changed, random.nextInt(changed.length - length + 1), changed, at, length);
        }
      }
    }
    return changed;
  }

  private static byte[] mutateBody(byte[] original, RandomGenerator random) {
    String text = new String(original, StandardCharsets.UTF_8);
    int from = text.indexOf("\"body\": \"") + 9;
    int to = text.indexOf('"', from);
    byte[] body = mutate(Base64.getDecoder().decode(text.substring(from, to)), random);
    return (text.substring(0, from) + Base64.getEncoder().encodeToString(body) + text.substring(to))
        .getBytes(StandardCharsets.UTF_8);
  }
}
