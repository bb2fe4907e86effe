package io.wellkept.probe.stock;

import io.wellkept.probe.Landing;
import io.wellkept.probe.stock.KnownPlaces.Profile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What one page shows of touchpoints, its own and others. */
final class PageStock {
  private static final int MOST_LINKS = 2_000;
  private static final Set<String> NO_PAGES =
      Set.of(
          "jpg", "jpeg", "png", "gif", "svg", "webp", "avif", "ico", "css", "js", "json", "xml",
          "txt", "zip", "gz", "mp3", "mp4", "webm", "mov", "woff", "woff2", "ics", "vcf", "exe",
          "dmg", "apk", "csv", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "epub");

  private final HttpUrl address;
  private final HttpUrl site;
  private final Document page;
  private final Map<String, Candidate> candidates = new LinkedHashMap<>();
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<Source> feeds = new ArrayList<>();

  /** A link to another page of the site; of several to the same page, the one seen best. */
  record Link(HttpUrl url, String name, Spotted spotted) {}

  /** Where entries of a profile or of the site can be read. */
  record Source(HttpUrl url, String candidate) {}

  /** What was found, in the page's order. */
  record Contents(List<Candidate> candidates, List<Link> links, List<Source> feeds) {}

  private PageStock(HttpUrl address, HttpUrl site, Document page) {
    this.address = address;
    this.site = site;
    this.page = page;
  }

  /**
   * @param address where the page came from
   * @param site whose pages are "own" ones
   */
  static Contents of(String html, HttpUrl address, HttpUrl site) {
    return new PageStock(address, site, Jsoup.parse(html, address.toString())).contents();
  }

  private Contents contents() {
    page.select("a[href], area[href]").stream().limit(MOST_LINKS).forEach(this::link);
    page.select("link[rel~=(?i)\\bme\\b][href]").forEach(link -> profile(link, true));
    page.select("link[rel~=(?i)\\balternate\\b][type~=(?i)(rss|atom)\\+xml][href]")
        .forEach(this::feed);
    page.select("script").forEach(this::chat);
    page.select("form").forEach(this::form);
    return new Contents(
        List.copyOf(candidates.values()), List.copyOf(links.values()), List.copyOf(feeds));
  }

  static boolean sameSite(HttpUrl one, HttpUrl other) {
    return bare(one).equals(bare(other)) && one.port() == other.port();
  }

  private static String bare(HttpUrl url) {
    return url.host().replaceFirst("^www\\.", "");
  }

  private void link(Element link) {
    String href = link.attr("href").strip();
    String scheme = href.replaceFirst("(?s):.*", "").toLowerCase(Locale.ROOT);
    if (scheme.equals("tel") && href.length() > 4) {
      String digits = decoded(href.substring(4)).replaceAll("[^+\\d]", "");
      add(Sort.PHONE, digits, digits, "Telephone " + digits, "phone", link);
    } else if (scheme.equals("mailto") && href.length() > 7) {
      String mail = decoded(href.substring(7).replaceFirst("\\?.*", "")).toLowerCase(Locale.ROOT);
      add(Sort.MAILBOX, mail, mail, "Mailbox " + mail, "email", link);
    } else if (!profile(link, link.attr("rel").matches("(?i)(.*\\s)?me(\\s.*)?"))) {
      ownPage(link);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8).strip();
    } catch (IllegalArgumentException e) {
      return text.strip();
    }
  }

  /**
   * @param own whether the page says itself that it is one of theirs
   */
  private boolean profile(Element link, boolean own) {
    HttpUrl url = HttpUrl.parse(link.absUrl("href"));
    if (url == null) {
      return false;
    }
    Optional<Profile> known = KnownPlaces.ALL.profile(url);
    if (known.isEmpty() && !own) {
      return false;
    }
    String spot = KnownPlaces.ALL.spot(url.uri());
    String place = known.map(Profile::name).orElse(own ? said(link, url.host()) : url.host());
    add(
        Sort.PROFILE,
        spot,
        withoutTracking(url),
        place + " " + tail(url),
        known.map(Profile::channel).orElse("social"),
        link);
    // whoever marks a profile as their own elsewhere most often has a feed there, as Mastodon has
    String feed = known.isPresent() ? known.get().feed() : sameSite(url, site) ? null : "*.rss";
    HttpUrl entries = feed == null ? null : HttpUrl.parse(feed.replace("*", bareAddress(url)));
    if (entries != null) {
      feeds.add(new Source(entries, key(Sort.PROFILE, spot)));
    }
    return true;
  }

  private static String bareAddress(HttpUrl url) {
    return url.newBuilder().query(null).fragment(null).build().toString().replaceFirst("/+$", "");
  }

  private static String tail(HttpUrl url) {
    List<String> parts = url.pathSegments().stream().filter(part -> !part.isEmpty()).toList();
    return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
  }

  private static String withoutTracking(HttpUrl url) {
    HttpUrl.Builder builder = url.newBuilder().fragment(null);
    url.queryParameterNames().stream()
        .filter(name -> name.matches("(?i)utm_.*|fbclid|gclid|igsh(id)?|ref(_src)?|hl|lang"))
        .forEach(builder::removeAllQueryParameters);
    return builder.build().toString();
  }

  private void ownPage(Element link) {
    HttpUrl url = HttpUrl.parse(link.absUrl("href"));
    if (url == null || !sameSite(url, site)) {
      return;
    }
    HttpUrl bare = url.newBuilder().fragment(null).build();
    String ending = tail(bare).replaceFirst("^[^.]*$", "").replaceFirst(".*\\.", "");
    if (ending.equalsIgnoreCase("pdf")) {
      String name = "Download " + said(link, tail(bare));
      add(Sort.DOWNLOAD, Landing.page(bare.uri()), bare.toString(), name, "website", link);
    } else if (!NO_PAGES.contains(ending.toLowerCase(Locale.ROOT))) {
      Link seen = new Link(bare, said(link, ""), Spotted.of(link));
      links.merge(Landing.page(bare.uri()), seen, PageStock::better);
    }
  }

  private static Link better(Link one, Link other) {
    return one.spotted().compareTo(other.spotted()) <= 0 ? one : other;
  }

  /** What a visitor reads there; a picture speaks by its text. */
  private static String said(Element link, String otherwise) {
    String text = link.text().strip();
    if (text.isEmpty()) {
      Element picture = link.selectFirst("img[alt]");
      text =
          link.hasAttr("aria-label") || picture == null
              ? link.attr("aria-label").strip()
              : picture.attr("alt").strip();
    }
    return Candidate.cut(text.isEmpty() ? otherwise : text);
  }

  private void feed(Element link) {
    HttpUrl url = HttpUrl.parse(link.absUrl("href"));
    if (url == null) {
      return;
    }
    String title = link.attr("title").isBlank() ? tail(url) : link.attr("title");
    String key = Landing.page(url.uri());
    add(Sort.FEED, key, url.toString(), "Feed " + Candidate.cut(title), "website", Spotted.HEAD);
    feeds.add(new Source(url, key(Sort.FEED, key)));
  }

  private void chat(Element script) {
    String text = script.hasAttr("src") ? script.absUrl("src") : script.data();
    for (String name : KnownPlaces.ALL.chats(text)) {
      add(Sort.CHAT, name, name, "Chat (" + name + ")", "chat", Spotted.HEAD);
    }
  }

  private void form(Element form) {
    String what = purpose(form);
    if (what == null) {
      return;
    }
    String action = form.hasAttr("action") ? form.absUrl("action") : address.toString();
    HttpUrl target = HttpUrl.parse(action);
    String key = what + " " + (target == null ? action : Landing.page(target.uri()));
    add(Sort.FORM, key, address.toString(), what + " form", "website", Spotted.of(form));
  }

  /** Null for what is no touchpoint of its own, such as a search. */
  private static @Nullable String purpose(Element form) {
    if (!form.select("input[type=password]").isEmpty()) {
      return "Sign-in";
    }
    boolean search =
        form.attr("role").equals("search")
            || !form.select("input[type=search], input[name~=(?i)^(q|s|query|search|suche)$]")
                .isEmpty();
    int texts = form.select("textarea").size();
    if (search && texts == 0) {
      return null;
    }
    boolean mail = !form.select("input[type=email], input[name~=(?i)mail]").isEmpty();
    String words =
        (form.text() + " " + form.attr("action") + " " + form.attr("id") + " " + form.className())
            .toLowerCase(Locale.ROOT);
    if (mail && texts == 0 && words.matches("(?s).*(newsletter|subscri|abonnier|anmelden).*")) {
      return "Newsletter";
    }
    if (texts > 0 && (mail || form.select("input").size() > 1)) {
      return "Contact";
    }
    return mail ? "Sign-up" : null;
  }

  private void add(
      Sort sort, String key, String where, String name, String channel, Element element) {
    add(sort, key, where, name, channel, Spotted.of(element));
  }

  private void add(
      Sort sort, String key, String where, String name, String channel, Spotted spotted) {
    if (where.isBlank()) {
      return;
    }
    Candidate candidate =
        new Candidate(sort, key(sort, key), where, name, channel, spotted, address.toString());
    candidates.merge(
        candidate.key(),
        candidate,
        (one, other) -> one.spotted().compareTo(other.spotted()) <= 0 ? one : other);
  }

  static String key(Sort sort, String key) {
    return sort.name().toLowerCase(Locale.ROOT) + ":" + key.strip();
  }
}
