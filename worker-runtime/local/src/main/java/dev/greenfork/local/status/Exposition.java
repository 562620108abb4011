package dev.greenfork.local.status;

import java.util.function.Predicate;

/** Numbers in Prometheus' text format 0.0.4. */
record Exposition(String text) {

  /** The sum of a metric over those of its label sets that fit. */
  double sum(String name, Predicate<String> labels) {
    double sum = 0;
    for (String line : text.split("\n", -1)) {
      if (line.startsWith(name) && line.length() > name.length()) {
        int space = line.lastIndexOf(' ');
        String set = line.substring(name.length(), space);
        if ((set.isEmpty() || set.startsWith("{")) && labels.test(set)) {
          sum += Double.parseDouble(line.substring(space + 1));
        }
      }
    }
    return sum;
  }
}
