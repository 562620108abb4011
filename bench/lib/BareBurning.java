import dev.greenfork.examples.conformance.ComputingTasks;

/**
 * The task {@code conformance.burn} in a process that does nothing else; prints runs a second.
 * Arguments: milliseconds, runs. Run from its source by {@code bench/prefork-scaling}.
 */
final class BareBurning {

  public static void main(String[] arguments) {
    int millis = Integer.parseInt(arguments[0]);
    int runs = Integer.parseInt(arguments[1]);
    ComputingTasks tasks = new ComputingTasks();
    long began = System.nanoTime();
    for (int i = 0; i < runs; i++) {
      tasks.burn(millis);
    }
    System.out.println(runs * 1e9 / (System.nanoTime() - began));
  }
}
