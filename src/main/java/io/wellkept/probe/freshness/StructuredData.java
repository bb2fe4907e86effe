package io.wellkept.probe.freshness;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The things of schema.org that a page describes for machines, as JSON-LD or microdata.
 *
 * @see <a href="https://schema.org/">schema.org</a>
 */
record StructuredData(List<Thing> things) {
  private static final int LARGEST_SCRIPT = 500_000;
  private static final int MOST_THINGS = 500;

  /** Pages are written by hand, and browsers never complain. */
  private static final JsonMapper LENIENT =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .build();

  /** One thing: what it is, and what is said of it. */
  sealed interface Thing {
    /** Whether it is of this type, without the address of the vocabulary. */
    boolean is(String type);

    /** All its types. */
    List<String> types();

    /** The first text of that name, of this thing itself; empty if there is none. */
    Optional<String> text(String property);

    /** Where it stands. */
    String where();
  }

  StructuredData {
    things = List.copyOf(things);
  }

  static StructuredData of(Document page) {
    List<Thing> things = new ArrayList<>();
    for (Element script : page.select("script[type=application/ld+json]")) {
      String json = script.data().strip();
      if (json.length() <= LARGEST_SCRIPT && !json.isEmpty()) {
        parse(json, things);
      }
    }
    for (Element item : page.select("[itemscope][itemtype]")) {
      if (things.size() < MOST_THINGS) {
        things.add(new Item(item));
      }
    }
    return new StructuredData(things);
  }

  private static void parse(String json, List<Thing> things) {
    try {
      collect(LENIENT.readTree(json), things);
    } catch (JacksonException e) {
      // what machines cannot read says nothing to them
    }
  }

  private static void collect(JsonNode node, List<Thing> things) {
    if (things.size() >= MOST_THINGS) {
      return;
    }
    if (node.isObject() && node.has("@type")) {
      things.add(new Linked(node));
    }
    if (node.isContainer()) {
      node.values().forEach(child -> collect(child, things));
    }
  }

  List<Thing> of(String type) {
    return things.stream().filter(thing -> thing.is(type)).toList();
  }

  private static String bare(String type) {
    return type.substring(Math.max(type.lastIndexOf('/'), type.lastIndexOf('#')) + 1);
  }

  /** A thing in JSON-LD. */
  private record Linked(JsonNode node) implements Thing {
    @Override
    public boolean is(String type) {
      return types().contains(type);
    }

    @Override
    public List<String> types() {
      List<String> types = new ArrayList<>();
      JsonNode said = node.path("@type");
      if (said.isString()) {
        types.add(bare(said.stringValue()));
      }
      if (said.isArray()) {
        said.values().stream()
            .filter(JsonNode::isString)
            .forEach(one -> types.add(bare(one.stringValue())));
      }
      return types;
    }

    @Override
    public Optional<String> text(String property) {
      JsonNode value = node.path(property);
      JsonNode first = value.isArray() && !value.isEmpty() ? value.get(0) : value;
      JsonNode plain = first.isObject() ? first.path("@value") : first;
      return plain.isValueNode() && !plain.isNull()
          ? Optional.of(plain.asString("")).filter(text -> !text.isBlank())
          : Optional.empty();
    }

    @Override
    public String where() {
      return "script[type=application/ld+json]";
    }
  }

  /** A thing in microdata. */
  private record Item(Element element) implements Thing {
    @Override
    public boolean is(String type) {
      return types().contains(type);
    }

    @Override
    public List<String> types() {
      return List.of(element.attr("itemtype").strip().split("\\s+")).stream()
          .map(StructuredData::bare)
          .toList();
    }

    @Override
    public Optional<String> text(String property) {
      for (Element value : element.getElementsByAttributeValue("itemprop", property)) {
        Element owner = value.parent() == null ? null : value.parent().closest("[itemscope]");
        if (element.equals(owner)) {
          return Optional.of(said(value)).filter(text -> !text.isBlank());
        }
      }
      return Optional.empty();
    }

    private static String said(Element value) {
      for (String attribute : List.of("content", "datetime", "href")) {
        if (value.hasAttr(attribute)) {
          return value.attr(attribute);
        }
      }
      return value.text();
    }

    @Override
    public String where() {
      return Sheet.selector(element);
    }
  }
}
