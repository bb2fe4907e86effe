package io.wellkept.probe.flow;

import io.wellkept.probe.Landing;
import io.wellkept.probe.PageFacts.Contents;
import io.wellkept.probe.PageFacts.Found;
import io.wellkept.probe.PageReader;
import io.wellkept.probe.PageSettings;
import io.wellkept.probe.ShownAddress;
import io.wellkept.probe.Wording;
import io.wellkept.probe.flow.Trail.Shortfall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Holds an answer against what was expected of it. Pure. */
public final class Expectation {
  private final Step.Expect wanted;
  private final Sight sight;
  private final List<Shortfall> wrong = new ArrayList<>();

  private Expectation(Step.Expect wanted, Sight sight) {
    this.wanted = wanted;
    this.sight = sight;
  }

  /**
   * What is wrong; empty if nothing is.
   *
   * @param wanted with every text filled in
   */
  public static List<Shortfall> shortfalls(Step.Expect wanted, Sight sight) {
    return new Expectation(wanted, sight).all();
  }

  private List<Shortfall> all() {
    if (!wanted.status().isEmpty() && !wanted.accepts(sight.status())) {
      add("status", "The answer is " + sight.status(), statuses(wanted), "" + sight.status());
    }
    String landsAt = wanted.landsAt();
    if (landsAt != null && !Landing.matches(landsAt, sight.address())) {
      add(
          "lands-at",
          "Visitors end up at another page",
          ShownAddress.of(landsAt),
          ShownAddress.of(sight.address()));
    }
    PageSettings asked = wanted.page();
    if (asked.asksAboutContents()) {
      contents(
          PageReader.read(asked, sight.address(), sight.html(), sight.source(), sight.headers()));
    }
    if (!wanted.json().isEmpty()) {
      json();
    }
    return wrong;
  }

  private static String statuses(Step.Expect wanted) {
    return Wording.either(wanted.status().stream().map(String::valueOf).toList());
  }

  private void contents(Contents contents) {
    for (String text : contents.textsMissing()) {
      String there = "“" + text + "” is missing";
      add("text", there, text, beginning());
    }
    for (Found found : contents.textsUnwanted()) {
      wrong.add(
          Shortfall.of("unwanted", "The page says “" + found.wanted() + "”")
              .with("quote", found.quote()));
    }
    for (String selector : contents.elementsMissing()) {
      wrong.add(
          Shortfall.of("element", "A part of the page is missing: " + selector)
              .with("selector", selector)
              .with("found", beginning()));
    }
    for (Found found : contents.elementsUnwanted()) {
      wrong.add(
          Shortfall.of("unwanted", "The page shows what it should not: " + found.wanted())
              .with("selector", found.wanted())
              .with("quote", found.quote()));
    }
    for (Found found : contents.elementTexts()) {
      String text = wanted.selectorText().getOrDefault(found.wanted(), "");
      String there = found.quote().isEmpty() ? "no such part of the page" : found.quote();
      add("text", "“" + text + "” is missing where it belongs", text, there);
    }
    String title = wanted.title();
    String has = contents.title();
    if (title != null && has != null && !Wording.contains(has, title)) {
      add("title", "The page has another title", title, has.isEmpty() ? "no title" : has);
    }
  }

  /** What there was in place of it: people see at once that it is the log-in page again. */
  private String beginning() {
    String said = Glance.at(sight);
    return said.isEmpty() ? "an empty page" : said;
  }

  private void json() {
    Optional<JsonPaths> answer = JsonPaths.of(sight.source());
    if (answer.isEmpty()) {
      add("json", "The answer is not JSON", "JSON", beginning());
      return;
    }
    wanted.json().forEach((path, value) -> value(answer.get(), path, value));
  }

  private void value(JsonPaths answer, String path, JsonNode value) {
    String text = value.asString();
    String found = answer.at(path).orElse("");
    if (!found.equals(text)) {
      add(
          "json",
          "The answer has another value at " + path,
          text,
          found.isEmpty() ? "nothing" : Sight.cut(found));
    }
  }

  private void add(String what, String headline, String expected, String found) {
    wrong.add(Shortfall.of(what, headline).with("expected", expected).with("found", found));
  }
}
