import static dev.greenfork.client.Canvas.group;

import dev.greenfork.client.GreenforkClient;
import dev.greenfork.client.GroupResult;
import dev.greenfork.client.TaskSignature;
import java.time.Duration;
import java.util.stream.IntStream;

/** Saves a group as a Java client, or finds one that was saved; run from its source. */
final class SavedGroup {

  private SavedGroup() {}

  /** URL, then {@code save QUEUE}, which prints the group's id, or {@code restore ID}, its values. */
  public static void main(String[] args) throws InterruptedException {
    try (GreenforkClient client = GreenforkClient.connect(args[0])) {
      if (args[1].equals("save")) {
        GroupResult<Integer> sent =
            client.send(group(IntStream.range(0, 3).mapToObj(i -> add(i, args[2])).toList()));
        sent.save();
        System.out.println(sent.id());
      } else {
        GroupResult<Integer> found = client.group(args[2], Integer.class).orElseThrow();
        System.out.println(found.get(Duration.ofSeconds(20)));
      }
    }
  }

  private static TaskSignature<Integer> add(int number, String queue) {
    return TaskSignature.of("conformance.add", Integer.class, number, number)
        .with(options -> options.queue(queue));
  }
}
