package io.wellkept.probe.freshness;

import io.wellkept.probe.freshness.DateTexts.Found;
import io.wellkept.probe.freshness.DateTexts.Hints;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;
import org.jspecify.annotations.Nullable;

/**
 * The main content of a page, in a form that stays the same from look to look as long as nobody
 * changes it: without what is around it, without counters, keys, times and the day of today.
 * Neither the order of its passages nor their number counts, so that lists that are shuffled stay
 * the same.
 *
 * @param fingerprint equal for equal content
 * @param letters how many letters and digits it has
 * @param passages the first of them, cut short, by the mark of each: a few hexadecimal digits
 */
public record MainContent(String fingerprint, int letters, Map<String, String> passages) {
  /** Changes whenever the way of reading does: fingerprints of another one cannot be compared. */
  public static final String WAY = "1";

  private static final int MARK = 5;
  private static final int MOST_MARKS = 150;
  private static final int LONGEST_QUOTE = 80;

  /** With less text the page is made by scripts, which we do not run. */
  private static final int LEAST_LETTERS = 120;

  private static final Set<String> AROUND =
      Set.of("nav", "footer", "aside", "input", "button", "dialog");

  private static final Set<String> INLINE =
      Set.of(
          "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em", "font",
          "i", "ins", "kbd", "label", "mark", "q", "s", "small", "span", "strong", "sub", "sup",
          "time", "u", "var", "wbr");

  private static final Pattern AROUND_CLASS =
      Pattern.compile(
          "(?i)(?:^|[\\s_-])(?:cookies?|consent|breadcrumbs?|share|sharing|social|related"
              + "|recommend\\w*"
              + "|recently|viewed|newsletter|comments?|sidebar|widget|pagination|pager|ticker"
              + "|weather"
              + "|login|cart|basket|minicart|site-?header|site-?footer|navbar|navigation|menu"
              + "|skip-link"
              + "|advert\\w*|ads?|popup|modal|toast)(?:$|[\\s_-])");

  private static final Pattern COUNTER =
      Pattern.compile(
          "(?i)\\b(?:people|persons?|visitors?|viewing|views?|viewed|watching|users?|online|sold|in"
              + " stock"
              + "|left|likes?|shares?|followers|downloads|times|besucher\\w*|personen|aufrufe"
              + "|angesehen|verkauft|auf"
              + " lager|verfügbar|kunden|mal|personnes|vues?|visiteurs|en stock|personas"
              + "|visitas|viendo|visitantes|persone|visite|visualizzazioni|disponibil\\w*|bezoekers"
              + "|keer|bekeken|op"
              + " voorraad|osób|osoby|wyświetle\\w*|odsłon\\w*|sztuk\\w*)\\b");

  private static final Pattern AGO =
      Pattern.compile(
          "(?i)\\b(?:\\d+|an?|eine[mnr]?|une?|un[oa]?|een)"
              + " (?:sec|min|hour|hr|day|week|month|year)\\w* ago|\\bvor (?:\\d+|eine[mnr]?)"
              + " (?:sekunde|minute|stunde|tag|woche|monat|jahr)\\w*|\\bil y a (?:\\d+|une?)"
              + " \\p{L}+|\\bhace (?:\\d+|una?) \\p{L}+|\\b(?:\\d+|un[oa']?) \\p{L}+"
              + " fa\\b|\\b(?:\\d+|een) \\p{L}+ geleden|\\b(?:\\d+ )?\\p{L}+"
              + " temu\\b|\\b(?:today|yesterday|heute|gestern|aujourd['’]hui|hier"
              + "|hoy|ayer|oggi|ieri|vandaag|gisteren|dzisiaj|dziś|wczoraj)\\b");

  private static final Pattern CLOCK =
      Pattern.compile(
          "(?<!\\d)\\d{1,2}[:h]\\d{2}(?::\\d{2})?(?!\\d)(?:\\s?[ap]\\.?m\\.?)?",
          Pattern.CASE_INSENSITIVE);

  /** Keys that a server makes anew for every answer. */
  private static final Pattern KEY =
      Pattern.compile("(?=[\\w+/=-]*\\d)(?=[\\w+/=-]*[A-Za-z])[\\w+/=-]{16,}|\\d{9,}");

  private static final Pattern DIGITS = Pattern.compile("\\d+(?:[.,]\\d+)*");

  public MainContent {
    passages = Collections.unmodifiableMap(new LinkedHashMap<>(passages));
  }

  /** What is different from an earlier look, in words; the words that are gone are not kept. */
  public record Change(int fresh, int gone, String quote) {
    public String words() {
      String added = fresh == 1 ? "1 passage is new" : fresh + " passages are new";
      String lost = gone == 1 ? "1 is gone" : gone + " are gone";
      String said = quote.isEmpty() ? "" : ": “" + quote + "”";
      return added + ", " + lost + said;
    }
  }

  /**
   * Reads the main content.
   *
   * @param main a selector of it; null to find it
   * @param ignore selectors of parts that do not count
   * @param today whose date is no content where it stands alone
   */
  public static MainContent of(
      Document page, @Nullable String main, List<String> ignore, LocalDate today) {
    Set<Element> ignored = Collections.newSetFromMap(new IdentityHashMap<>());
    ignore.forEach(selector -> ignored.addAll(page.select(selector)));
    List<String> texts = new ArrayList<>();
    for (Element root : roots(page, main)) {
      read(root, ignored, texts);
    }
    String language = page.select("html").attr("lang");
    Hints hints = new Hints(language.isBlank() ? null : language, null, today);
    Map<String, String> passages = new LinkedHashMap<>();
    Set<String> all = new TreeSet<>();
    int letters = 0;
    for (String text : texts) {
      String steady = steady(text, today, hints);
      if (!steady.isEmpty()) {
        String mark = Fingerprint.of(steady);
        letters += all.add(mark) ? steady.length() : 0;
        if (passages.size() < MOST_MARKS) {
          passages.putIfAbsent(mark.substring(0, MARK), cut(text));
        }
      }
    }
    return new MainContent(Fingerprint.of(String.join("", all)), letters, passages);
  }

  private static List<Element> roots(Document page, @Nullable String main) {
    if (main != null) {
      return page.select(main);
    }
    List<Element> mains = page.select("main, [role=main]");
    if (mains.size() == 1 && mains.get(0).text().length() > 100) {
      return mains;
    }
    return List.of(page.body());
  }

  private static void read(Element root, Set<Element> ignored, List<String> texts) {
    StringBuilder text = new StringBuilder();
    NodeTraversor.filter(
        new NodeFilter() {
          @Override
          public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(words.getWholeText());
            } else if (node instanceof Element element) {
              if (!element.equals(root) && (ignored.contains(element) || isAround(element))) {
                return FilterResult.SKIP_ENTIRELY;
              }
              cut(element);
            }
            return FilterResult.CONTINUE;
          }

          @Override
          public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
              cut(element);
            }
            return FilterResult.CONTINUE;
          }

          private void cut(Element element) {
            if (element.normalName().equals("br")) {
              text.append(' ');
            } else if (!INLINE.contains(element.normalName())) {
              take(text, texts);
            }
          }
        },
        root);
    take(text, texts);
  }

  private static void take(StringBuilder text, List<String> texts) {
    String plain = Passages.plain(text.toString());
    text.setLength(0);
    if (!plain.isEmpty()) {
      texts.add(plain);
    }
  }

  private static boolean isAround(Element element) {
    String tag = element.normalName();
    if (AROUND.contains(tag) || Passages.UNREAD.contains(tag)) {
      return true;
    }
    if (tag.equals("header")) {
      return element.closest("article, main, [role=main], section") == null;
    }
    return element.attributesSize() > 0
        && !tag.equals("body")
        && (element.hasAttr("hidden") || Passages.named(element, AROUND_CLASS));
  }

  /** The text without what is different at every look; empty if nothing is left. */
  private static String steady(String text, LocalDate today, Hints hints) {
    String steady = AGO.matcher(text).replaceAll("#");
    if (steady.chars().anyMatch(Character::isDigit)) {
      steady = KEY.matcher(steady).replaceAll("#");
      steady = CLOCK.matcher(steady).replaceAll("#");
      if (steady.length() < 200 && COUNTER.matcher(steady).find()) {
        steady = DIGITS.matcher(steady).replaceAll("#");
      }
      steady = withoutToday(steady, today, hints);
    }
    return Fingerprint.letters(steady);
  }

  /** The date of today above a page says nothing; in a sentence or a list it does. */
  private static String withoutToday(String text, LocalDate today, Hints hints) {
    if (text.length() > 60) {
      return text;
    }
    for (Found found : DateTexts.in(text, hints)) {
      long apart = Math.abs(found.day().toEpochDay() - today.toEpochDay());
      boolean alone = text.length() - (found.end() - found.start()) <= 25;
      if (apart <= 1 && alone && found.from() == null) {
        return "";
      }
    }
    return text;
  }

  /** What the memory keeps to say later what has changed: at most {@value #MOST_MARKS} marks. */
  public String marks() {
    return String.join("", passages.keySet());
  }

  /** Compares with the marks of an earlier look. */
  public Change since(String marks) {
    Set<String> before = new HashSet<>();
    for (int i = 0; i + MARK <= marks.length(); i += MARK) {
      before.add(marks.substring(i, i + MARK));
    }
    List<String> fresh =
        passages.entrySet().stream()
            .filter(passage -> !before.contains(passage.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    before.removeAll(passages.keySet());
    return new Change(fresh.size(), before.size(), fresh.isEmpty() ? "" : fresh.get(0));
  }

  /** Whether there is enough of it for its changes to mean anything. */
  public boolean substantial() {
    return letters >= LEAST_LETTERS;
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE - 1) + "…";
  }
}
