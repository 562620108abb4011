import dev.greenfork.examples.feedhub.tasks.FeedTasks;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The task {@code feeds.fingerprint} in a process that does nothing else; prints runs a second.
 * Arguments: a folder of feeds, runs to warm up, runs to time. Run from its source by {@code
 * bench/prefork-scaling}.
 */
final class BareFingerprints {

  public static void main(String[] arguments) throws Exception {
    File[] files = new File(arguments[0]).listFiles();
    Arrays.sort(files);
    String[] feeds = new String[files.length];
    for (int i = 0; i < feeds.length; i++) {
      feeds[i] = Files.readString(Path.of(files[i].getPath()));
    }
    FeedTasks tasks = new FeedTasks();
    run(tasks, feeds, Integer.parseInt(arguments[1]));
    int timed = Integer.parseInt(arguments[2]);
    long began = System.nanoTime();
    run(tasks, feeds, timed);
    System.out.println(timed * 1e9 / (System.nanoTime() - began));
  }

  private static void run(FeedTasks tasks, String[] feeds, int times) {
    for (int i = 0; i < times; i++) {
      tasks.fingerprint(feeds[i % feeds.length]);
    }
  }
}
