package io.wellkept.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

/** No sentence is written in a template: each is said by the words of a language. */
final class TemplatesTest {
  private static final Path TEMPLATES = Path.of("src/main/jte");

  /** Names and what one writes in settings are the same in every language. */
  private static final Set<String> NAMES = Set.of("Wellkept", "· Wellkept", "Slack");

  private static final Set<String> SAMPLES = Set.of("sun 02:00-04:00");

  private static final List<String> READ_ALOUD =
      List.of("alt", "aria-description", "aria-label", "placeholder", "summary", "title");

  /** What begins one of the template's own words, and how far it goes. */
  private static final Pattern OURS =
      Pattern.compile(
          "\\G(?:<%--.*?--%>|@(?:import|param)[^\\n]*|(?:\\$(?:unsafe)?|!)\\{|@[a-z][\\w.]*\\("
              + "|@[a-z]+)",
          Pattern.DOTALL);

  private static final Pattern LETTERS = Pattern.compile("[\\p{L}%]");

  @Test
  void saysNothingByThemselves() throws IOException {
    Set<String> said = new TreeSet<>();
    for (Path file : templates()) {
      for (String text : texts(Files.readString(file))) {
        if (!NAMES.contains(text) && !SAMPLES.contains(text)) {
          said.add(TEMPLATES.relativize(file) + ": " + text);
        }
      }
    }
    assertThat(said).as("say it by ${frame.say(..)}").isEmpty();
  }

  @Test
  void wouldNoticeASentence() {
    assertThat(texts("@if(a.of(\"(b\"))<p>Hello ${x.of(\"}\")}</p>@else@template.web.x(c)@endif"))
        .containsExactly("Hello");
    assertThat(texts("@template.web.layout(frame = f, content = @`<b title=\"Look\">${x}</b>`)"))
        .containsExactly("Look");
    assertThat(texts("<label>${a}<input aria-label=\"${b}\"></label><td>${share} %</td>"))
        .containsExactly("%");
  }

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(file -> file.toString().endsWith(".jte")).sorted().toList();
    }
  }

  /** What a reader sees or hears that no expression gave. */
  private static List<String> texts(String template) {
    Document page = Jsoup.parse(html(template), "", Parser.xmlParser());
    List<String> texts = new ArrayList<>();
    for (Element element : page.getAllElements()) {
      READ_ALOUD.stream().map(element::attr).forEach(texts::add);
      if (!element.normalName().equals("style")) {
        element.textNodes().stream().map(TextNode::text).forEach(texts::add);
      }
    }
    return texts.stream().map(String::strip).filter(text -> LETTERS.matcher(text).find()).toList();
  }

  /** The template without what is of the template's language. */
  private static String html(String template) {
    StringBuilder html = new StringBuilder();
    Matcher ours = OURS.matcher(template);
    int at = 0;
    while (at < template.length()) {
      if (!ours.region(at, template.length()).lookingAt()) {
        html.append(template.charAt(at++));
        continue;
      }
      String word = ours.group();
      at = ours.end();
      if (word.endsWith("{") || word.endsWith("(")) {
        int end = end(template, at);
        inner(template.substring(at, end - 1), word, html);
        at = end;
      }
    }
    return html.toString();
  }

  /** What is handed to another template between grave accents is a template as well. */
  private static void inner(String values, String word, StringBuilder html) {
    int from = values.indexOf("@`");
    if (word.startsWith("@template") && from >= 0) {
      html.append(html(values.substring(from + 2, values.lastIndexOf('`'))));
    }
  }

  /** Behind the bracket that ends what began before this. */
  private static int end(String template, int from) {
    int open = 1;
    boolean quoted = false;
    int at = from;
    for (; open > 0; at++) {
      char sign = template.charAt(at);
      if (sign == '"') {
        quoted = !quoted;
      } else if (quoted && sign == '\\') {
        at++;
      } else if (!quoted) {
        open += sign == '{' || sign == '(' ? 1 : sign == '}' || sign == ')' ? -1 : 0;
      }
    }
    return at;
  }
}
