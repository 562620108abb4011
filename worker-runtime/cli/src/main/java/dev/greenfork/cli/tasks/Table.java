package dev.greenfork.cli.tasks;

import java.io.PrintWriter;
import java.util.List;

/** Columns as wide as their widest cell, two spaces between them. */
final class Table {

  private Table() {}

  static void print(PrintWriter out, List<String> head, List<List<String>> rows) {
    int[] widths = new int[head.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = head.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    line(out, head, widths);
    rows.forEach(row -> line(out, row, widths));
  }

  private static void line(PrintWriter out, List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).repeat(' ', widths[column] - cell.length() + 2);
    }
    out.println(line.toString().stripTrailing());
  }
}
