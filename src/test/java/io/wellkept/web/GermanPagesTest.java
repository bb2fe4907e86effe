package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.javalin.http.HandlerType;
import io.wellkept.plan.Plan;
import io.wellkept.report.digest.Digests;
import io.wellkept.touchpoint.Language;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import io.wellkept.words.Foreign;
import io.wellkept.words.Words;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import okhttp3.FormBody;
import okhttp3.Request;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that is served, and every answer to a form, for whoever reads German: one that is new
 * is read here without anybody thinking of it.
 */
final class GermanPagesTest {
  static final Words GERMAN = Words.of(Language.DE);

  /** What the forms are filled with; it is shown as it was written. */
  private static final Map<String, String> WRITTEN =
      Map.ofEntries(
          Map.entry("person", "anna"),
          Map.entry("touchpoint", "summer-landing"),
          Map.entry("touchpoints", "summer-landing"),
          Map.entry("finding", "page.slow"),
          Map.entry("check", "page"),
          Map.entry("until", "2026-11-24T14:00:00Z"),
          Map.entry("sure", "yes"),
          Map.entry("to", "carla"),
          Map.entry("text", "Die alte Seite ist wieder da."),
          Map.entry("reason", "Die Agentur weiß es."),
          Map.entry("why", "Die Agentur weiß es."),
          Map.entry("what", "Zwei Felder statt drei"),
          Map.entry("figure", "condition"),
          Map.entry("direction", "up"),
          Map.entry("changed", "2026-11-24T09:00:00Z"),
          Map.entry("name", "zoe"),
          Map.entry("role", "viewer"),
          Map.entry("for", "90d"),
          Map.entry("password", "an uncommonly long one"),
          Map.entry("word", "keep"));

  /** They end what the others need, or every page there is. */
  private static final Set<String> LAST =
      Set.of("/sign-out", "/account/sign-out-everywhere", "/account/password");

  /** What is said of a sample of ours, of what one writes in settings, and of programs. */
  private static final List<String> SHOWN =
      List.of(
          "by mail Cold <b>tea</b> Fine Thank you google shop",
          "The page does not say “Add to basket” Sorry, <b>this page</b> is being rebuilt",
          "It took 6 seconds to answer new servers Three fields instead of nine screenshot",
          "sun utc okhttp Wellkept Escalation POST GET local csv zoe command viewer Single Sign-on");

  @TempDir Path folder;

  private static Plan inGerman(Plan plan) {
    List<Person> people = new ArrayList<>(plan.people().persons().values());
    people.replaceAll(one -> one.reading(Language.DE));
    return Plan.of(
        plan.daemon(),
        People.of(people, plan.people().teams().values()),
        plan.policies(),
        plan.journey(),
        List.copyOf(plan.touchpoints().values()));
  }

  private static List<Route> routes(House house, HandlerType method) {
    return WebServer.routes(house.context()).stream()
        .filter(route -> route.surface() == Surface.PAGES && route.method() == method)
        .filter(route -> !route.path().matches("/(api|static)/.*"))
        .toList();
  }

  /** What is written on a page without being one of our sentences. */
  private static List<Object> data(House house, String path) {
    List<Object> data = new ArrayList<>(SHOWN);
    data.addAll(List.of(house.plan, WRITTEN));
    house.ledger.read(view -> view.incident("inc1")).ifPresent(data::add);
    house.ledger.read(view -> view.accounts().tokens()).forEach(token -> data.add(token.id()));
    if (path.contains("/digests")) {
      data.add(Digests.rich());
    }
    if (path.contains("/audit") || path.endsWith(".txt")) {
      WebServer.routes(house.context()).forEach(route -> data.add(route.path()));
    }
    return data;
  }

  /** What of an answer is not German. */
  static Set<String> foreign(House.Answer answer, List<Object> data) {
    Set<String> foreign = new TreeSet<>();
    String text = answer.body();
    String type = String.valueOf(answer.header("Content-Type"));
    if (type.startsWith("text/html")) {
      Document page = Jsoup.parse(answer.body());
      if (!page.expectFirst("html").attr("lang").equals("de")) {
        foreign.add("lang=" + page.expectFirst("html").attr("lang"));
      }
      page.select("time, code").forEach(Element::remove);
      // what stands side by side is not one word
      page.select("td *, th *, option").forEach(one -> one.after(" "));
      text = read(page);
    } else {
      // where a page only leads, a text has the address itself, which is of no language
      text = text.replaceAll("/\\?\\S+", " ");
    }
    foreign.addAll(Foreign.sentencesIn(text, GERMAN, data));
    foreign.addAll(Foreign.in(text, GERMAN, data));
    return foreign;
  }

  /** What is seen and what is read aloud. */
  private static String read(Document page) {
    List<String> texts = new ArrayList<>(List.of(page.title(), page.text()));
    for (String name : List.of("alt", "aria-label", "placeholder", "title")) {
      texts.addAll(page.select("[" + name + "]").eachAttr(name));
    }
    return String.join("\n", texts);
  }

  /**
   * Fills in every form, then reads every page; what a form leads to is a page as well.
   *
   * @return what is not German, by address
   */
  private static Map<String, Set<String>> walk(House house, Function<String, Request.Builder> to) {
    Map<String, Set<String>> foreign = new TreeMap<>();
    Map<String, House.Answer> read = new TreeMap<>();
    FormBody.Builder form = new FormBody.Builder();
    WRITTEN.forEach(form::add);
    Stream.of(true, false)
        .flatMap(some ->
            routes(house, HandlerType.POST).stream()
                .filter(route -> LAST.contains(route.path()) != some))
        .filter(route -> !route.path().equals("/sign-out"))
        .forEach(route -> {
          String path = filled(route.path());
          House.Answer answer = house.send(to.apply(path).post(form.build()).build());
          read.put("POST " + path, answer);
          String then = answer.header("Location");
          if (then != null && !then.startsWith("/static")) {
            read.put("GET " + then, house.send(to.apply(then).get().build()));
          }
        });
    for (Route route : routes(house, HandlerType.GET)) {
      String path = filled(route.path());
      read.put("GET " + path, house.send(to.apply(path).get().build()));
    }
    assertThat(read.values()).filteredOn(answer -> answer.status() == 200).hasSizeGreaterThan(25);
    assertThat(read.values()).allMatch(answer -> answer.status() < 500);
    read.forEach((path, answer) -> {
      Set<String> found = answer.body().isEmpty() ? Set.of() : foreign(answer, data(house, path));
      if (!found.isEmpty()) {
        foreign.put(path, found);
      }
    });
    return foreign;
  }

  private static String filled(String path) {
    return House.filled(path).replace("{file}", "f00d").replace("{token}", "nosuchtoken");
  }

  @Test
  void saysEverythingInTheLanguageOfWhoeverSignedIn() {
    try (House house = Visitors.local(folder)) {
      house.plan = inGerman(house.plan);
      house.broken();
      house.heard();
      house.complete();
      Visitors visitors = new Visitors(house);
      visitors.user("zoe", "an uncommonly long one", Role.VIEWER, null);
      assertThat(walk(house, path -> visitors.from(path, visitors.session(Role.ADMIN, "anna"))))
          .isEmpty();
    }
  }

  @Test
  void saysEverythingInTheLanguageThatTheBrowserAsksFor() {
    try (House house = new House(folder)) {
      house.broken();
      house.heard();
      house.complete();
      house.circumstances = new Circumstances(true, true, false, House.START, null);
      assertThat(walk(house, path -> house.request(path).header("Accept-Language", "de-AT")))
          .isEmpty();
    }
  }

  /** So that the tests above can fail: to whoever reads German an English page is foreign. */
  @Test
  void wouldNoticeEnglish() {
    try (House house = new House(folder)) {
      house.broken();
      String path = "/t/summer-landing";
      assertThat(foreign(house.get(path), data(house, path)))
          .contains("lang=en", "measured", "Last 30 days")
          .hasSizeGreaterThan(40);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/none", "/t/none", "/incidents/none", "/digests/none", "/files/none"})
  void saysInGermanThatThereIsNothing(String path) {
    try (House house = new House(folder)) {
      house.broken();
      House.Answer answer = house.send(german(house, path).build());
      assertThat(answer.status()).isEqualTo(404);
      assertThat(foreign(answer, data(house, path))).isEmpty();
    }
  }

  private static Request.Builder german(House house, String path) {
    return house.request(path).header("Accept-Language", "de");
  }

  @Test
  void saysInGermanWhyNothingWasDone() {
    try (House house = new House(folder)) {
      house.broken();
      FormBody form = new FormBody.Builder().build();
      List<Request.Builder> refused =
          List.of(
              german(house, "/t/summer-landing/look")
                  .post(form)
                  .header("Origin", "https://elsewhere.example"),
              german(house, "/").header("Host", "elsewhere.example"),
              german(house, "/owners").post(form));
      for (Request.Builder request : refused) {
        House.Answer answer = house.send(request.build());
        assertThat(answer.status()).isIn(403, 405, 421);
        assertThat(foreign(answer, data(house, "/"))).isEmpty();
      }
      List<Object> data = data(house, "/");
      house.ledger.close();
      House.Answer broken = house.send(german(house, "/incidents/inc1").build());
      assertThat(broken.status()).isIn(500, 503);
      assertThat(foreign(broken, data)).isEmpty();
    }
  }
}
