package io.wellkept.app;

import io.wellkept.plan.Sources;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Writes pieces of YAML, and adds to what people wrote without touching it. */
final class YamlText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9_./@+-]*( [A-Za-z0-9_./@+-]+)*");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9_./~%?=&;+@!:-]*[A-Za-z0-9_/~%=-]");
  private static final Pattern MEANT_OTHERWISE =
      Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

  private static final LoadSettings READING =
      LoadSettings.builder().setCodePointLimit(Sources.LARGEST_FILE).build();

  private YamlText() {}

  /** The text as a value, quoted where YAML would read something else. */
  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !MEANT_OTHERWISE.matcher(text).matches();
    return plain || ADDRESS.matcher(text).matches() ? text : quoted(text);
  }

  /** A reference to a secret stays one; no other text becomes one. */
  static String literal(String text) {
    return scalar(text.replace("${", "$${"));
  }

  static String list(List<String> texts) {
    return texts.stream().map(YamlText::literal).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == 0x7f) {
            quoted.append(String.format("\\x%02x", (int) c));
          } else if (beyondYaml(c)) {
            quoted.append(String.format("\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  /** What a YAML file must not hold as it is, and what some take for the end of a line. */
  private static boolean beyondYaml(char c) {
    return c >= 0x80 && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff || c > 0xfffd;
  }

  /**
   * The file's text with more entries at the end of its list of touchpoints; everything that stands
   * there stays as it is, comments too.
   *
   * @param entries at least one; its lines, without indentation; the first begins with {@code id:}
   * @return empty if the list is written in a form to which nothing can be added
   */
  static Optional<String> appended(String text, List<List<String>> entries) {
    String whole = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    try {
      Node root = new Compose(READING).composeString(text).orElse(null);
      if (root == null || root instanceof ScalarNode empty && empty.getValue().isEmpty()) {
        return Optional.of(whole + "touchpoints:\n" + items(entries, 2));
      }
      return root instanceof MappingNode map
          ? list(map).flatMap(n -> append(whole, n, entries))
          : Optional.empty();
    } catch (YamlEngineException e) {
      return Optional.empty();
    }
  }

  /** The list must be the only thing in the file: its end is then the file's end. */
  private static Optional<Node> list(MappingNode map) {
    List<NodeTuple> entries = map.getValue();
    boolean only =
        entries.size() == 1
            && map.getFlowStyle() == FlowStyle.BLOCK
            && entries.get(0).getKeyNode() instanceof ScalarNode key
            && key.getValue().equals("touchpoints");
    return only ? Optional.of(entries.get(0).getValueNode()) : Optional.empty();
  }

  private static Optional<String> append(String text, Node list, List<List<String>> entries) {
    if (list instanceof ScalarNode nothing && nothing.getValue().isEmpty()) {
      return Optional.of(text + items(entries, 2));
    }
    if (!(list instanceof SequenceNode sequence)) {
      return Optional.empty();
    }
    if (sequence.getFlowStyle() == FlowStyle.BLOCK) {
      return sequence.getStartMark().map(mark -> text + items(entries, mark.getColumn()));
    }
    return sequence.getValue().isEmpty()
        ? Optional.of(
            text.replaceFirst("(?m)^touchpoints:\\s*\\[\\s*\\]", "touchpoints:")
                + items(entries, 2))
        : Optional.empty();
  }

  private static String items(List<List<String>> entries, int indentation) {
    return entries.stream().map(entry -> item(entry, indentation)).collect(Collectors.joining());
  }

  private static String item(List<String> entry, int indentation) {
    String blanks = " ".repeat(indentation);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < entry.size(); i++) {
      text.append(blanks).append(i == 0 ? "- " : "  ").append(entry.get(i)).append('\n');
    }
    return text.toString();
  }
}
