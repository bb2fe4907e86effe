package io.wellkept.probe.links;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/** Finds on a page what leads or fetches somewhere. Reads what the server sends, runs no script. */
public final class LinkReader {
  /** Places of one page; what comes after them is counted and not looked at. */
  static final int MOST_PLACES = 10_000;

  private static final int LONGEST_ADDRESS = 2_000;
  private static final int LONGEST_TEXT = 80;
  private static final int HIGHEST_CLIMB = 30;
  private static final Pattern SCHEME = Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*):");
  private static final Pattern CANDIDATE = Pattern.compile("[\\s,]*+(\\S++)(?:\\s[^,]*+)?+");
  private static final Set<String> REGIONS = Set.of("nav", "header", "footer", "aside");

  /** What {@code link} elements fetch or lead to; others only name or prepare something. */
  private static final Set<String> LINK_RELS =
      Set.of("alternate", "canonical", "next", "prev", "help", "license", "search");

  private static final Set<String> IMAGE_RELS = Set.of("icon", "apple-touch-icon", "mask-icon");

  private final List<Place> places = new ArrayList<>();
  private final Set<Integer> names = new HashSet<>();
  private String heading = "";
  private int more;

  private LinkReader() {}

  /**
   * Reads a page.
   *
   * @param address where it came from
   */
  public static PageLinks read(String html, URI address) {
    Document page = Jsoup.parse(html, address.toString());
    LinkReader reader = new LinkReader();
    NodeTraversor.traverse(
        (node, depth) -> {
          if (node instanceof Element element) {
            reader.element(element);
          }
        },
        page);
    return new PageLinks(address, reader.places, reader.names, reader.more, true);
  }

  private void element(Element element) {
    name(element.id());
    switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading = cut(element.text());
      case "a", "area" -> {
        name(element.attr("name"));
        one(Role.LINK, element, "href");
      }
      case "link" -> named(element);
      case "script" -> one(Role.SCRIPT, element, "src");
      case "img" -> {
        one(Role.IMAGE, element, "src");
        several(Role.IMAGE, element);
      }
      case "source" -> {
        one(Role.MEDIA, element, "src");
        several(Role.IMAGE, element);
      }
      case "video" -> {
        one(Role.MEDIA, element, "src");
        one(Role.IMAGE, element, "poster");
      }
      case "audio", "track" -> one(Role.MEDIA, element, "src");
      case "iframe", "frame", "embed" -> one(Role.FRAME, element, "src");
      case "object" -> one(Role.FRAME, element, "data");
      case "form" -> one(Role.FORM, element, "action");
      case "button" -> one(Role.FORM, element, "formaction");
      case "input" -> {
        one(Role.FORM, element, "formaction");
        one(Role.IMAGE, element, "src");
      }
      default -> {}
    }
  }

  private void name(String name) {
    if (!name.isEmpty()) {
      names.add(name.hashCode());
    }
  }

  /** A {@code link} element, by what it says that it is. */
  private void named(Element element) {
    List<String> rels =
        Arrays.asList(element.attr("rel").toLowerCase(Locale.ROOT).strip().split("\\s+"));
    if (rels.contains("stylesheet")) {
      one(Role.STYLESHEET, element, "href");
    } else if (IMAGE_RELS.stream().anyMatch(rels::contains)) {
      one(Role.IMAGE, element, "href");
    } else if (LINK_RELS.stream().anyMatch(rels::contains)) {
      one(Role.NAMED, element, "href");
    }
  }

  private void one(Role role, Element element, String attribute) {
    if (element.hasAttr(attribute)) {
      place(role, element, element.attr(attribute).strip());
    }
  }

  /** The pictures of a {@code srcset}, of which a browser fetches one. */
  private void several(Role role, Element element) {
    if (!element.hasAttr("srcset")) {
      return;
    }
    String set = element.attr("srcset");
    Matcher candidates = CANDIDATE.matcher(cut(set.strip(), LONGEST_ADDRESS * 4));
    while (candidates.find()) {
      String address = candidates.group(1);
      place(role, element, address.endsWith(",") ? address.replaceAll(",+$", "") : address);
    }
  }

  private void place(Role role, Element element, String written) {
    boolean fetches = !written.isEmpty() && written.length() <= LONGEST_ADDRESS;
    if (!fetches || isSaid(written)) {
      return;
    }
    if (places.size() >= MOST_PLACES) {
      more++;
      return;
    }
    HttpUrl url = resolved(element.baseUri(), written);
    String fragment = fragment(element, url == null ? null : url.encodedFragment());
    if (url == null && !isMeantForUs(written)) {
      return;
    }
    URI address = url == null ? null : url.newBuilder().fragment(null).build().uri();
    boolean posts = role == Role.FORM && posts(element);
    places.add(new Place(role, written, address, fragment, posts, text(element), near(element)));
  }

  private static @Nullable HttpUrl resolved(String base, String written) {
    HttpUrl from = HttpUrl.parse(base);
    try {
      return from == null ? HttpUrl.parse(written) : from.resolve(written);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** What holds its content, or calls a program, is no way to anywhere. */
  private static boolean isSaid(String written) {
    String start = written.substring(0, Math.min(12, written.length())).toLowerCase(Locale.ROOT);
    return start.startsWith("data:")
        || start.startsWith("javascript:")
        || start.startsWith("blob:");
  }

  /** Other schemes belong to other programs; of two of them we know what they must look like. */
  private static boolean isMeantForUs(String written) {
    Matcher scheme = SCHEME.matcher(written);
    String name = scheme.find() ? scheme.group(1).toLowerCase(Locale.ROOT) : "http";
    return Set.of("http", "https", "mailto", "tel").contains(name);
  }

  private static boolean posts(Element element) {
    Element form = element.normalName().equals("form") ? element : element.closest("form");
    String method = element.attr("formmethod");
    String own = method.isEmpty() && form != null ? form.attr("method") : method;
    return own.strip().equalsIgnoreCase("post");
  }

  /**
   * What must be on the page to which it leads. Nothing for the top of the page, for quotes of its
   * text, for the routes of scripts, and where a script waits for the press.
   */
  private static String fragment(Element element, @Nullable String encoded) {
    if (encoded == null || encoded.isEmpty() || waitsForPress(element)) {
      return "";
    }
    String name = decoded(encoded);
    int directive = name.indexOf(":~:");
    String own = directive < 0 ? name : name.substring(0, directive);
    boolean plain = own.chars().noneMatch(c -> c == '/' || c == '!' || c == '=' || c == '?');
    return plain && !own.equalsIgnoreCase("top") ? own : "";
  }

  private static String decoded(String encoded) {
    try {
      return URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return encoded;
    }
  }

  private static boolean waitsForPress(Element element) {
    return element.attributes().asList().stream()
        .map(attribute -> attribute.getKey().toLowerCase(Locale.ROOT))
        .anyMatch(key ->
            key.equals("role")
                || key.startsWith("on")
                || key.startsWith("data-")
                || key.startsWith("aria-")
                || key.startsWith("@")
                || key.contains(":"));
  }

  private static String text(Element element) {
    boolean form = element.normalName().equals("form");
    String own = form ? "" : element.text();
    if (!own.isBlank()) {
      return cut(own);
    }
    Element picture = element.normalName().equals("a") ? element.selectFirst("img[alt]") : null;
    return Stream.of("alt", "aria-label", "title", "value", "name")
        .map(element::attr)
        .filter(said -> !said.isBlank())
        .findFirst()
        .map(LinkReader::cut)
        .orElseGet(() -> picture == null ? "" : cut(picture.attr("alt")));
  }

  private String near(Element element) {
    Element at = element;
    for (int i = 0; at != null && i < HIGHEST_CLIMB; i++) {
      if (REGIONS.contains(at.normalName())) {
        return "in the page's " + (at.normalName().equals("nav") ? "menu" : at.normalName());
      }
      if (at.normalName().equals("head")) {
        return "in the page's head";
      }
      at = at.parent();
    }
    return heading.isEmpty() ? "" : "under “" + heading + "”";
  }

  private static String cut(String text) {
    return cut(text.strip(), LONGEST_TEXT);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
