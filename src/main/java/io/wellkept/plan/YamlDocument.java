package io.wellkept.plan;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One YAML file as a tree, with the place of every key and value. Reads YAML 1.2's core schema:
 * {@code yes} and {@code 2026-01-01} are text. Built from the parser's events, because a finished
 * tree no longer knows where its keys stood, and because depth and aliases must be limited while
 * reading.
 */
record YamlDocument(String file, JsonNode root, Spot spot) {
  /** Deeper than anything that makes sense here; recursion stays shallow. */
  private static final int DEEPEST = 40;

  /** Nodes that aliases may add: a few kilobytes of text can otherwise mean billions. */
  private static final int MOST_COPIES = 200_000;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(Sources.LARGEST_FILE + 1).build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** The tree, or empty after the reason was handed to {@code problems}. */
  static Optional<YamlDocument> read(String file, String text, Consumer<Problem> problems) {
    try {
      return Optional.of(new Composing(file, text, problems).whole());
    } catch (Unreadable e) {
      problems.accept(e.problem);
    } catch (MarkedYamlEngineException e) {
      problems.accept(problem(file, e));
    } catch (YamlEngineException | IllegalArgumentException e) {
      problems.accept(new Problem(file, 1, 1, "not YAML: " + firstLine(e.getMessage())));
    }
    return Optional.empty();
  }

  private static Problem problem(String file, MarkedYamlEngineException e) {
    Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
    String what = e.getProblem() == null ? e.getContext() : e.getProblem();
    int line = mark.map(Mark::getLine).orElse(0) + 1;
    int column = mark.map(Mark::getColumn).orElse(0) + 1;
    return new Problem(file, line, column, "not YAML: " + firstLine(what));
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "unreadable" : text.lines().findFirst().orElse("unreadable");
  }

  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Unreadable(Problem problem) {
      super(problem.text(), null, false, false);
      this.problem = problem;
    }
  }

  private record Built(JsonNode node, Spot spot, int size) {}

  private static final class Composing {
    private final String file;
    private final Iterator<Event> events;
    private final Consumer<Problem> problems;
    private final Map<String, Built> anchors = new HashMap<>();

    /** The same keys, owners and places stand in many touchpoints: each text is kept once. */
    private final Map<String, String> texts = new HashMap<>();

    private int copies;

    Composing(String file, String text, Consumer<Problem> problems) {
      this.file = file;
      String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
      this.events = new Parse(SETTINGS).parseString(withoutMark).iterator();
      this.problems = problems;
    }

    YamlDocument whole() {
      events.next(); // the stream starts
      Event document = events.next();
      if (document.getEventId() == Event.ID.StreamEnd) {
        return new YamlDocument(file, NODES.objectNode(), new Spot(file, 1, 1));
      }
      Built root = node(events.next(), 0);
      events.next(); // the document ends
      Event after = events.next();
      if (after.getEventId() != Event.ID.StreamEnd) {
        throw stop(after, "a second document begins here; expected one per file");
      }
      JsonNode node = root.node().isNull() ? NODES.objectNode() : root.node();
      return new YamlDocument(file, node, root.spot());
    }

    private Built node(Event event, int depth) {
      if (depth > DEEPEST) {
        throw stop(event, "nested deeper than " + DEEPEST + " levels");
      }
      if (event instanceof AliasEvent alias) {
        return copy(alias);
      }
      Built built =
          switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            default -> throw stop(event, "not YAML: " + event.getEventId() + " is not a value");
          };
      if (event instanceof NodeEvent named) {
        named.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), built));
      }
      return built;
    }

    private Built copy(AliasEvent alias) {
      String name = alias.getAlias().getValue();
      Built anchored = anchors.get(name);
      if (anchored == null) {
        throw stop(alias, "'*" + name + "' refers to nothing; expected '&" + name + "' before it");
      }
      copies += anchored.size();
      if (copies > MOST_COPIES) {
        throw stop(alias, "aliases make this file too large; write less of it by '*" + name + "'");
      }
      return new Built(anchored.node(), anchored.spot().movedTo(spot(alias)), anchored.size());
    }

    private Built sequence(SequenceStartEvent start, int depth) {
      refuseTag(start.getTag(), start);
      ArrayNode list = NODES.arrayNode();
      Spot spot = spot(start);
      int size = 1;
      for (Event next = events.next();
          next.getEventId() != Event.ID.SequenceEnd;
          next = events.next()) {
        Built item = node(next, depth + 1);
        spot.put(Integer.toString(list.size()), null, item.spot());
        list.add(item.node());
        size += item.size();
      }
      return new Built(list, spot, size);
    }

    private Built mapping(MappingStartEvent start, int depth) {
      refuseTag(start.getTag(), start);
      ObjectNode map = NODES.objectNode();
      Spot spot = spot(start);
      int size = 1;
      for (Event next = events.next();
          next.getEventId() != Event.ID.MappingEnd;
          next = events.next()) {
        String key = key(next);
        Spot keySpot = spot(next);
        Built value = node(events.next(), depth + 1);
        size += 1 + value.size();
        if (map.has(key)) {
          problems.accept(
              keySpot.problem(
                  "'" + key + "' is written twice; the first is at " + spot.key(key).words()));
          continue;
        }
        spot.put(key, keySpot, value.spot());
        map.set(key, value.node());
      }
      return new Built(map, spot, size);
    }

    private String key(Event event) {
      if (event instanceof ScalarEvent scalar) {
        return once(scalar.getValue());
      }
      throw stop(event, "a key must be plain text");
    }

    private Built scalar(ScalarEvent event) {
      boolean text = event.getTag().filter(Composing::isText).isPresent();
      if (!text) {
        refuseTag(event.getTag(), event);
      }
      boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN && !text;
      String value = once(event.getValue());
      JsonNode node = plain ? Plain.read(value) : NODES.stringNode(value);
      return new Built(node, spot(event), 1);
    }

    private String once(String text) {
      String before = texts.putIfAbsent(text, text);
      return before == null ? text : before;
    }

    private static boolean isText(String tag) {
      return tag.equals("!") || tag.equals("tag:yaml.org,2002:str");
    }

    private void refuseTag(Optional<String> tag, Event event) {
      if (tag.isPresent() && !tag.get().equals("!")) {
        throw stop(event, "the tag '" + tag.get() + "' is not known here; leave it out");
      }
    }

    private Spot spot(Event event) {
      int line = event.getStartMark().map(Mark::getLine).orElse(0) + 1;
      int column = event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
      return new Spot(file, line, column);
    }

    private Unreadable stop(Event event, String text) {
      return new Unreadable(spot(event).problem(text));
    }
  }

  /** What a value without quotes means, by YAML 1.2's core schema. */
  private static final class Plain {
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern FRACTION =
        Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    private Plain() {}

    static JsonNode read(String text) {
      return switch (text) {
        case "", "~", "null", "Null", "NULL" -> NODES.nullNode();
        case "true", "True", "TRUE" -> NODES.booleanNode(true);
        case "false", "False", "FALSE" -> NODES.booleanNode(false);
        default -> numberOrText(text);
      };
    }

    private static JsonNode numberOrText(String text) {
      if (text.length() > 40) {
        return NODES.stringNode(text);
      }
      if (WHOLE.matcher(text).matches()) {
        BigInteger value = new BigInteger(text);
        boolean small = value.bitLength() < Long.SIZE;
        return small ? NODES.numberNode(value.longValue()) : NODES.numberNode(value);
      }
      if (FRACTION.matcher(text).matches()) {
        return NODES.numberNode(new BigDecimal(text).doubleValue());
      }
      return NODES.stringNode(text);
    }
  }
}
