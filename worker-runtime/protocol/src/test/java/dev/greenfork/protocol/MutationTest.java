package dev.greenfork.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Changes real messages, results, signatures, control requests and events by chance: nobody who
 * reads them may throw, take long or much memory. {@code -Dgreenfork.mutation.seconds=N} runs
 * longer, {@code .seed} repeats a run; what it finds is kept in {@code golden/found}.
 */
class MutationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** A tree of as many values as are taken, and some copies of the largest message. */
  private static final long MOST_BYTES = 256L << 20;

  /** The same each time, so that a build fails by a change and not by chance. */
  private static final long SEED = 1;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final List<Subjects.Subject> subjects = new Subjects().all();

  @Test
  @Timeout(7200)
  void nothing_throws_hangs_or_eats_memory_on_changed_input() {
    long seed = Long.getLong("greenfork.mutation.seed", SEED);
    RandomGenerator random = new SplittableRandom(seed);
    Instant end = Instant.now().plusSeconds(Integer.getInteger("greenfork.mutation.seconds", 3));
    Map<String, Integer> tries = new HashMap<>();
    Map<String, Integer> taken = new HashMap<>();
    while (Instant.now().isBefore(end)) {
      Subjects.Subject subject = subjects.get(random.nextInt(subjects.size()));
      byte[] input = mutate(subject, random);
      tries.merge(subject.name(), 1, Integer::sum);
      taken.merge(subject.name(), read(subject, input, seed) ? 1 : 0, Integer::sum);
    }
    System.out.printf("Mutation, seed %d: %s tried, %s taken%n", seed, tries, taken);
    // Neither does everything pass nor nothing: the changes reach all of the code.
    assertThat(tries)
        .allSatisfy((name, count) -> assertThat(taken.get(name)).isBetween(1, count - 1));
  }

  @Test
  void bears_what_was_found_before() {
    List<byte[]> found = Corpus.files("found");
    assertThat(found).isNotEmpty();
    for (byte[] input : found) {
      subjects.forEach(subject -> read(subject, input, 0));
    }
  }

  @SuppressWarnings("CatchingUnchecked") // why: that nothing is thrown is what is tested
  private boolean read(Subjects.Subject subject, byte[] input, long seed) {
    long before = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    boolean taken;
    try {
      taken = subject.reader().takes(input);
    } catch (Throwable e) {
      throw new AssertionError(shown(subject, input, seed), e);
    }
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (took.compareTo(PATIENCE) > 0 || bytes > MOST_BYTES) {
      throw new AssertionError(
          "%s took %s and %d bytes".formatted(shown(subject, input, seed), took, bytes));
    }
    return taken;
  }

  private static String shown(Subjects.Subject subject, byte[] input, long seed) {
    return "seed %d, %s %s"
        .formatted(seed, subject.name(), Base64.getEncoder().encodeToString(input));
  }

  private static byte[] mutate(Subjects.Subject subject, RandomGenerator random) {
    List<byte[]> corpus = subject.corpus();
    byte[] original = corpus.get(random.nextInt(corpus.size()));
    JsonNode donor = Corpus.tree(corpus.get(random.nextInt(corpus.size())));
    ByteMutator bytes = new ByteMutator(random);
    TreeMutator trees = new TreeMutator(random);
    if (subject.enveloped() && random.nextInt(3) > 0) {
      ObjectNode envelope = (ObjectNode) Corpus.tree(original);
      byte[] body = Base64.getDecoder().decode(envelope.get("body").textValue());
      boolean packed = envelope.at("/headers/compression").isTextual();
      boolean readable = !packed && envelope.path("content-type").asText().endsWith("json");
      byte[] changed =
          readable && random.nextInt(3) > 0
              ? Corpus.bytes(trees.mutate(Corpus.tree(body), inside(donor)))
              : bytes.mutate(body);
      envelope.put("body", Base64.getEncoder().encodeToString(changed));
      return Corpus.bytes(envelope);
    }
    return random.nextBoolean()
        ? bytes.mutate(original)
        : Corpus.bytes(trees.mutate(Corpus.tree(original), donor));
  }

  /** The body of an envelope, if it can be read as it is. */
  private static JsonNode inside(JsonNode envelope) {
    byte[] body = Base64.getDecoder().decode(envelope.path("body").asText());
    return body.length > 0 && (body[0] == '[' || body[0] == '{') ? Corpus.tree(body) : envelope;
  }
}
