package io.wellkept.probe.freshness;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the dates of a JSON-LD text, with the type of what they belong to. It reads on where a
 * parser gives up: line breaks in strings, commas too many, a text that is cut off.
 */
final class JsonDates {
  private static final int DEEPEST = 64;
  private static final int LONGEST_VALUE = 60;

  /** Their dates are not those of the page. */
  private static final Set<String> OTHERS =
      Set.of(
          "comment",
          "rating",
          "event",
          "person",
          "organization",
          "imageobject",
          "offer",
          "website",
          "answer",
          "breadcrumblist",
          "jobposting",
          "usercomments",
          "musicevent",
          "sportsevent");

  /** What stands under these keys is something else than the page. */
  private static final Set<String> ASIDE =
      Set.of(
          "comment",
          "review",
          "reviews",
          "itemlistelement",
          "haspart",
          "ispartof",
          "mentions",
          "citation",
          "isbasedon",
          "blogpost",
          "liveblogupdate",
          "author",
          "publisher",
          "suggestedanswer",
          "relatedlink");

  private final String text;
  private final Deque<Thing> open = new ArrayDeque<>();
  private final List<Dates> found = new ArrayList<>();
  private String key = "";

  /** One object that is being read. */
  private static final class Thing {
    final boolean aside;
    String type = "";
    @Nullable String published;
    @Nullable String created;
    @Nullable String uploaded;
    @Nullable String modified;

    Thing(boolean aside) {
      this.aside = aside;
    }
  }

  /**
   * The dates of one object.
   *
   * @param type its type in small letters; empty if it has none
   * @param aside whether it belongs to something else than the page
   * @param published datePublished, else dateCreated, else uploadDate; as written, null if none
   * @param modified dateModified as written; null if none
   */
  record Dates(String type, boolean aside, @Nullable String published, @Nullable String modified) {}

  private JsonDates(String text) {
    this.text = text;
  }

  static List<Dates> in(String text) {
    if (!text.contains("date") && !text.contains("Date")) {
      return List.of();
    }
    JsonDates dates = new JsonDates(text);
    dates.scan();
    while (!dates.open.isEmpty()) {
      dates.close();
    }
    return dates.found;
  }

  private void scan() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      switch (c) {
        case '{' -> open();
        case '}' -> close();
        case '"' -> at = string(at + 1);
        default -> {
          // commas, colons and numbers tell nothing here
        }
      }
      at++;
    }
  }

  private void open() {
    Thing around = open.peek();
    boolean aside =
        around != null && (around.aside || OTHERS.contains(around.type) || ASIDE.contains(key));
    if (open.size() < DEEPEST) {
      open.push(new Thing(aside));
    }
    key = "";
  }

  private void close() {
    if (open.isEmpty()) {
      return;
    }
    Thing thing = open.pop();
    key = "";
    if (OTHERS.contains(thing.type)) {
      return;
    }
    String first = thing.published == null ? thing.created : thing.published;
    String published = first == null ? thing.uploaded : first;
    if (published != null || thing.modified != null) {
      found.add(new Dates(thing.type, thing.aside, published, thing.modified));
    }
  }

  /** Reads the string that begins here; the place of its closing mark. */
  private int string(int from) {
    int end = text.indexOf('"', from);
    while (end > from && escaped(end)) {
      end = text.indexOf('"', end + 1);
    }
    if (end < 0) {
      return text.length();
    }
    int next = end + 1;
    while (next < text.length() && text.charAt(next) <= ' ') {
      next++;
    }
    if (next < text.length() && text.charAt(next) == ':') {
      key = end - from <= 20 ? text.substring(from, end).toLowerCase(Locale.ROOT) : "";
      return next;
    }
    if (!key.isEmpty() && end - from <= LONGEST_VALUE) {
      take(text.substring(from, end));
    }
    return end;
  }

  private boolean escaped(int quote) {
    int slashes = 0;
    while (slashes < 20 && text.charAt(quote - 1 - slashes) == '\\') {
      slashes++;
    }
    return slashes % 2 == 1;
  }

  private void take(String value) {
    Thing thing = open.peek();
    if (thing == null) {
      return;
    }
    switch (key) {
      case "@type" ->
          thing.type = thing.type.isEmpty() ? value.toLowerCase(Locale.ROOT) : thing.type;
      case "datepublished" -> thing.published = value;
      case "datecreated" -> thing.created = value;
      case "uploaddate" -> thing.uploaded = value;
      case "datemodified" -> thing.modified = value;
      default -> {
        // says nothing about the age
      }
    }
  }
}
