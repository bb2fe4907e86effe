package io.wellkept.probe.chat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds chat widgets in the source of a page, without running its scripts. */
final class WidgetFinder {
  /** Where an address waits until visitors consent. */
  private static final List<String> SOURCES =
      List.of("src", "data-src", "data-cookieblock-src", "data-cmp-src", "data-suppressedsrc");

  private static final Set<String> AHEAD = Set.of("preconnect", "dns-prefetch", "preload");
  private static final int LONGEST_ADDRESS = 2_000;
  private static final int LONGEST_SCRIPT = 300_000;
  private static final int LONGEST_QUOTE = 120;
  private static final int MOST_IDS = 20;

  private final Document document;
  private final List<String> addresses;
  private final List<String> scripts;
  private final List<String> hosts;
  private final List<String> links;

  /**
   * What a page shows.
   *
   * @param tagManager whether something is there that may add what its source does not show
   */
  record Found(List<Sighting> sightings, boolean tagManager) {
    Found {
      sightings = List.copyOf(sightings);
    }
  }

  private WidgetFinder(Document document) {
    this.document = document;
    this.addresses = addresses(document);
    this.scripts = scripts(document);
    this.hosts = hosts(document);
    this.links = document.select("a[href]").stream().map(a -> cut(a.attr("href"))).toList();
  }

  /**
   * Looks through a page.
   *
   * @param address where it came from
   * @param own what the settings describe; null if nothing
   */
  static Found find(String html, URI address, @Nullable Signature own) {
    WidgetFinder finder = new WidgetFinder(Jsoup.parse(html, address.toString()));
    List<Sighting> found = new ArrayList<>();
    Stream.concat(Stream.ofNullable(own), Signatures.ALL.stream())
        .forEach(signature -> finder.look(signature).ifPresent(found::add));
    return new Found(found, finder.tagManager());
  }

  private static List<String> addresses(Document document) {
    List<String> all = new ArrayList<>();
    for (Element element : document.select("script, iframe")) {
      for (String name : SOURCES) {
        String written = element.attr(name);
        if (!written.isEmpty() && written.length() <= LONGEST_ADDRESS) {
          String absolute = element.absUrl(name);
          all.add(absolute.isEmpty() ? written : absolute);
        }
      }
    }
    return all;
  }

  /** What JSON describes is not run, and may well be about somebody else's widget. */
  private static List<String> scripts(Document document) {
    return document.select("script").stream()
        .filter(script -> !script.attr("type").toLowerCase(Locale.ROOT).contains("json"))
        .map(Element::data)
        .filter(text -> !text.isBlank() && text.length() <= LONGEST_SCRIPT)
        .map(text -> text.replace("\\/", "/"))
        .toList();
  }

  private static List<String> hosts(Document document) {
    List<String> all = new ArrayList<>();
    for (Element link : document.select("link[href]")) {
      Set<String> relations = Set.of(link.attr("rel").toLowerCase(Locale.ROOT).split("\\s+"));
      if (relations.stream().anyMatch(AHEAD::contains)) {
        uri(link.absUrl("href")).map(URI::getHost).ifPresent(all::add);
      }
    }
    return all;
  }

  private boolean tagManager() {
    return Stream.concat(addresses.stream(), scripts.stream())
        .anyMatch(text -> first(Signatures.TAG_MANAGERS, text) != null);
  }

  private Optional<Sighting> look(Signature signature) {
    List<String> own =
        addresses.stream().filter(one -> first(signature.addresses(), one) != null).toList();
    List<String> building =
        scripts.stream()
            .filter(text ->
                first(signature.addresses(), text) != null
                    || first(signature.inline(), text) != null)
            .toList();
    if (!own.isEmpty() || !building.isEmpty()) {
      return Optional.of(loaded(signature, own, building));
    }
    return element(signature).or(() -> linked(signature)).or(() -> ahead(signature));
  }

  private Sighting loaded(Signature signature, List<String> own, List<String> building) {
    Set<String> ids = ids(signature, own, building);
    Optional<URI> script = own.isEmpty() ? builtAddress(signature, ids, building) : uri(own.get(0));
    String where =
        own.isEmpty()
            ? "inline script: " + quote(signature, building.get(0))
            : "script " + own.get(0);
    return new Sighting(signature, ids, script.orElse(null), where, false);
  }

  /** What tells whose it is may stand in another script than what loads it. */
  private Set<String> ids(Signature signature, List<String> own, List<String> building) {
    Set<String> ids =
        captured(signature.ids(), "id", Stream.concat(own.stream(), building.stream()));
    return ids.isEmpty() ? captured(signature.ids(), "id", scripts.stream()) : ids;
  }

  private Optional<URI> builtAddress(Signature signature, Set<String> ids, List<String> building) {
    String template = signature.loads();
    if (template == null) {
      return Optional.empty();
    }
    String base =
        captured(signature.bases(), "base", building.stream()).stream().findFirst().orElse("");
    boolean needsMore =
        (template.contains("{id}") && ids.size() != 1)
            || (template.contains("{base}") && base.isEmpty());
    return needsMore
        ? Optional.empty()
        : uri(template.replace("{base}", base).replace("{id}", String.join("", ids)));
  }

  private Optional<Sighting> element(Signature signature) {
    for (String selector : signature.elements()) {
      Element element = document.selectFirst(selector);
      if (element != null) {
        return Optional.of(new Sighting(signature, Set.of(), null, "element " + selector, false));
      }
    }
    return Optional.empty();
  }

  private Optional<Sighting> linked(Signature signature) {
    Set<String> ids = new TreeSet<>();
    String first = "";
    for (String link : links) {
      Matcher match = first(signature.links(), link);
      if (match != null) {
        first = first.isEmpty() ? link : first;
        ids.add(decoded(match.group("id")));
      }
    }
    return first.isEmpty()
        ? Optional.empty()
        : Optional.of(new Sighting(signature, ids, null, "link " + first, false));
  }

  private Optional<Sighting> ahead(Signature signature) {
    return hosts.stream()
        .filter(host -> signature.hosts().contains(host))
        .findFirst()
        .map(host -> new Sighting(signature, Set.of(), null, "connects ahead to " + host, true));
  }

  private static Set<String> captured(List<Pattern> patterns, String group, Stream<String> texts) {
    Set<String> all = new LinkedHashSet<>();
    texts.forEach(text -> {
      for (Pattern pattern : patterns) {
        Matcher matcher = pattern.matcher(text);
        while (all.size() < MOST_IDS && matcher.find()) {
          String value = matcher.group(group);
          if (value != null && !value.isEmpty()) {
            all.add(value);
          }
        }
      }
    });
    return all;
  }

  private static @Nullable Matcher first(List<Pattern> patterns, String text) {
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(text);
      if (matcher.find()) {
        return matcher;
      }
    }
    return null;
  }

  private static String quote(Signature signature, String script) {
    Matcher match = first(signature.addresses(), script);
    Matcher mark = match == null ? first(signature.inline(), script) : match;
    int from = mark == null ? 0 : mark.start();
    return script.substring(from, Math.min(script.length(), from + LONGEST_QUOTE)).strip();
  }

  /** As people dial it: {@code %2B49} is {@code +49}. */
  private static String decoded(String written) {
    return written.replace("%2B", "+").replace("%2b", "+").replace("%20", " ").strip();
  }

  private static Optional<URI> uri(String text) {
    try {
      URI uri = new URI(text.replace(" ", "%20"));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_ADDRESS ? text : text.substring(0, LONGEST_ADDRESS);
  }
}
