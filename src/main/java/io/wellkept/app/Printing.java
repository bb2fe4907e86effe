package io.wellkept.app;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a command's answer goes, as text or as JSON. Moments in JSON are ISO 8601 in UTC. */
final class Printing {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--json", description = "Print JSON.")
  boolean json;

  void line(String text) {
    out().println(text);
  }

  /** Beside the answer, for a person: stays out of what a script reads. */
  void aside(String text) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(text);
    err.flush();
  }

  void json(Object value) {
    out().println(JSON.writeValueAsString(value));
  }

  /** Bold and the like, on terminals only; the text must be ours. */
  String styled(String style, String text) {
    return spec.commandLine().getColorScheme().ansi().string("@|" + style + " " + text + "|@");
  }

  /** Columns of equal width, two blanks between; the last is as wide as it likes. */
  static List<String> columns(List<List<String>> rows) {
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i));
        if (i + 1 < row.size()) {
          line.append(" ".repeat(width(rows, i) - row.get(i).length() + 2));
        }
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private static int width(List<List<String>> rows, int column) {
    return rows.stream()
        .filter(row -> row.size() > column)
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
