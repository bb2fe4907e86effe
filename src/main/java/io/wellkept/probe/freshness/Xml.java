package io.wellkept.probe.freshness;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the flat parts of large XML files one after the other. Knows no document types and no
 * entities but those that every XML has: nothing outside the text is ever fetched, and nothing
 * within it grows.
 */
final class Xml {
  private static final int LONGEST_TEXT = 2_000;

  private Xml() {}

  /** An element with the texts of its children; the first of each name counts. */
  record Block(String name, Map<String, String> children) {
    Optional<String> text(String name) {
      return Optional.ofNullable(children.get(name)).filter(text -> !text.isBlank());
    }

    List<String> texts(String... names) {
      List<String> texts = new ArrayList<>();
      for (String name : names) {
        text(name).ifPresent(texts::add);
      }
      return texts;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /**
   * The elements of these names, without their namespaces, up to the first fault of the text.
   *
   * @param most how many at most
   */
  static List<Block> blocks(String xml, List<String> names, int most) {
    List<Block> blocks = new ArrayList<>();
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml.strip()));
      try {
        read(reader, names, most, blocks);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      // the JDK's reader throws both for text that is no XML; what came before it counts
      return blocks;
    }
    return blocks;
  }

  /** The name of the outermost element, without its namespace; empty if the text is no XML. */
  static String root(String xml) {
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(xml.strip()));
      try {
        while (reader.hasNext()) {
          if (reader.next() == XMLStreamConstants.START_ELEMENT) {
            return reader.getLocalName();
          }
        }
        return "";
      } finally {
        reader.close();
      }
    } catch (XMLStreamException | RuntimeException e) {
      return "";
    }
  }

  private static void read(XMLStreamReader reader, List<String> names, int most, List<Block> blocks)
      throws XMLStreamException {
    Map<String, String> children = null;
    String block = "";
    String child = null;
    StringBuilder text = new StringBuilder();
    while (reader.hasNext() && blocks.size() < most) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          String name = reader.getLocalName();
          if (children == null && names.contains(name)) {
            children = new HashMap<>();
            block = name;
          } else if (children != null) {
            child = name;
            text.setLength(0);
            attribute(reader, name, children);
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> append(reader, text);
        case XMLStreamConstants.END_ELEMENT -> {
          if (children != null && reader.getLocalName().equals(block)) {
            blocks.add(new Block(block, children));
            children = null;
          } else if (children != null && reader.getLocalName().equals(child)) {
            children.putIfAbsent(reader.getLocalName(), text.toString().strip());
          }
        }
        default -> {}
      }
    }
  }

  private static void append(XMLStreamReader reader, StringBuilder text) {
    if (text.length() < LONGEST_TEXT) {
      text.append(reader.getText(), 0, Math.min(reader.getTextLength(), LONGEST_TEXT));
    }
  }

  /** Atom says where an entry leads in an attribute, and other links are of other kinds. */
  private static void attribute(XMLStreamReader reader, String name, Map<String, String> children) {
    @Nullable String href = reader.getAttributeValue(null, "href");
    @Nullable String rel = reader.getAttributeValue(null, "rel");
    if (href != null && (rel == null || rel.equals("alternate"))) {
      children.putIfAbsent(name + "@href", href);
    }
  }
}
