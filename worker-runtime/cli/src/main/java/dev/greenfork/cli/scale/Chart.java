package dev.greenfork.cli.scale;

import dev.greenfork.decisions.simulation.SimCourse;
import dev.greenfork.decisions.simulation.SimCourse.Point;
import java.util.ArrayList;
import java.util.List;

/** The course of a simulation as lines of text: pods that work and that start, over time. */
final class Chart {

  private static final int HEIGHT = 12;

  private Chart() {}

  static List<String> of(SimCourse course, int width) {
    int[] pods = new int[width];
    int[] working = new int[width];
    int last = 0;
    for (Point point : course.points()) {
      int column = (int) Math.min(width - 1.0, point.at() / course.load().length() * width);
      for (int i = last + 1; i < column; i++) {
        pods[i] = pods[last];
        working[i] = working[last];
      }
      if (point.pods() >= pods[column]) {
        pods[column] = point.pods();
        working[column] = point.working();
      }
      last = column;
    }
    int most = Math.max(1, course.figures().most());
    List<String> lines = new ArrayList<>();
    for (int row = HEIGHT; row > 0; row--) {
      StringBuilder line =
          new StringBuilder("%6s |".formatted(row == HEIGHT ? Integer.toString(most) : ""));
      double level = (row - 0.5) * most / HEIGHT;
      for (int i = 0; i < width; i++) {
        line.append(working[i] >= level ? '#' : pods[i] >= level ? '+' : ' ');
      }
      lines.add(line.toString().stripTrailing());
    }
    lines.add("     0 +" + "-".repeat(width));
    lines.add(
        "        0 s%s%.0f s    # work  + start or drain"
            .formatted(" ".repeat(Math.max(1, width - 12)), course.load().length()));
    return lines;
  }
}
