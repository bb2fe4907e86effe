package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Tally;
import io.wellkept.plan.Daemon;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Fault;
import io.wellkept.touchpoint.Memory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people see on the pages, and do there. */
final class PagesTest {
  @TempDir Path folder;
  @TempDir Path other;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
    house.board.see(seen("newsletter-form", null));
  }

  @AfterEach
  void close() {
    house.close();
  }

  private static CheckState seen(String touchpoint, Instant blindSince) {
    Instant look = House.START.minusSeconds(60);
    return new CheckState(
        new CheckId(touchpoint, "page"),
        House.START.minus(Duration.ofDays(3)),
        look,
        look,
        blindSince,
        blindSince == null ? null : new Fault.Blocked("a captcha"),
        List.of(),
        List.of(),
        Map.of(),
        Memory.EMPTY,
        Tally.of(look),
        Map.of());
  }

  @Test
  void showsWhoWaitsForAnAnswerAndHowFastTheyGetOne() {
    assertThat(house.get("/t/summer-landing").body()).doesNotContain("Who waits");
    house.heard();
    String body = house.get("/t/summer-landing").body();
    assertThat(body)
        .contains("2 wait for an answer")
        .contains("google, 1 star")
        .contains("Cold &lt;b&gt;tea&lt;/b&gt;")
        .contains("href=\"https://reviews.example.org/r1\"")
        .contains("<strong>late</strong>")
        .contains("2026-W48")
        .contains("answered after 2 hours");
    assertThat(body.indexOf("Cold")).as("due first").isLessThan(body.indexOf(">Fine"));
  }

  @Test
  void listsTheWorstFirst() {
    String body = house.get("/touchpoints").body();

    assertThat(body.indexOf("Summer landing page")).isLessThan(body.indexOf("Price feed"));
    assertThat(body.indexOf("Price feed")).isLessThan(body.indexOf("Newsletter form"));
    assertThat(body).contains("All 3, worst first").contains("2 hours ago").contains("Anna Berger");
  }

  @Test
  void filtersByOwnerTagConditionAndText() {
    assertThat(house.get("/touchpoints?owner=ben").body())
        .contains("Price feed")
        .doesNotContain("Newsletter f");
    assertThat(house.get("/touchpoints?condition=broken").body()).contains("1 of 3");
    assertThat(house.get("/touchpoints?tag=campaign").body()).contains("All 3");
    assertThat(house.get("/touchpoints?tag=none").body()).contains("No touchpoint is like that");
    assertThat(house.get("/touchpoints?q=NEWSletter").body())
        .contains("1 of 3")
        .contains("Newsletter form");
    assertThat(house.get("/touchpoints?q=%3Cscript%3E").body()).doesNotContain("<script>");
  }

  @Test
  void staysOnARealPageWhateverIsAskedFor() {
    for (String page : List.of("0", "-1", "99999999", "x")) {
      assertThat(house.get("/touchpoints?page=" + page).body()).contains("Summer landing page");
    }
  }

  @Test
  void showsATouchpointWithItsChecksAndHistory() {
    String body = house.get("/t/summer-landing").body();

    assertThat(body)
        .contains("It is broken since today 09:00 (2 hours ago)")
        .contains("time to answer")
        .contains("6.04 s")
        .contains("61 days left")
        .contains("looked bad twice")
        .contains("/incidents/inc1");
  }

  @Test
  void showsWhereAHeartbeatIsToCall() {
    assertThat(house.get("/t/price-feed").body())
        .contains("/beat/" + house.tokens.beat(House.NIGHTLY));
    assertThat(house.get("/t/summer-landing").body()).doesNotContain("/beat/");
  }

  @Test
  void looksNowWhenAsked() {
    House.Answer answer = house.post("/t/summer-landing/look", "");

    assertThat(answer.header("Location")).isEqualTo("/t/summer-landing?done=look");
    assertThat(house.get("/t/summer-landing?done=look").body())
        .contains("A look was asked for")
        .doesNotContain("look again in")
        .doesNotContain("next in");
    assertThat(house.isDue(House.PAGE)).isTrue();
  }

  @Test
  void saysAtTheTopWhenItLookedAndLooksAgain() {
    assertThat(house.get("/t/summer-landing").body())
        .containsOnlyOnce("We looked 1 minute 40 seconds ago, and look again in 3 minutes 20");
  }

  @Test
  void looksNowFromThePageOfTheIncident() {
    assertThat(house.get("/incidents/inc1").body())
        .contains("Look now")
        .as("whoever reads a page may not be among those who are told")
        .doesNotContain("You hear when");
    assertThat(house.post("/incidents/inc1/look", "sure=yes").body()).contains("Say who you are");
    assertThat(house.isDue(House.PAGE)).isFalse();
    House.Answer answer = house.post("/incidents/inc1/look", "sure=yes&person=anna");
    assertThat(house.get(answer.header("Location")).body())
        .contains("We look again now")
        .doesNotContain("You hear when");
    assertThat(house.isDue(House.PAGE)).isTrue();
  }

  @Test
  void sendsSomethingOnlyByItsOwnButtonWhichSaysSo() {
    assertThat(house.get("/t/summer-landing").body()).contains("Look now").doesNotContain("Send");
    assertThat(house.get("/t/newsletter-form").body())
        .contains("Send it now")
        .contains("arrives once more, marked as a test")
        .doesNotContain("<button class=\"second\">Look now");
    house.post("/t/newsletter-form/look", "");
    assertThat(house.isDue(House.FORM)).isFalse();
    house.post("/t/newsletter-form/look", "submit=page");
    assertThat(house.isDue(House.FORM)).isTrue();
  }

  @Test
  void takesAsThePersonWhoWasChosenInThatPersonsZone() {
    house.post("/incidents/inc1/take", "person=ben&until=2026-11-24T17:00&reason=rollback");

    var taken = house.incident().taken().orElseThrow();
    assertThat(taken.by()).isEqualTo("ben");
    assertThat(taken.via()).isEqualTo("page");
    assertThat(taken.until()).isEqualTo(Instant.parse("2026-11-24T17:00:00Z"));
    assertThat(house.get("/t/summer-landing").body())
        .as("on the owner's clock")
        .contains("Ben Okafor took it and promised it until today 18:00");
  }

  @Test
  void asksWhoYouAre() {
    House.Answer answer = house.post("/incidents/inc1/take", "person=&until=2026-11-24T17:00");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Say who you are").contains("value=\"2026-11-24T17:00\"");
  }

  @Test
  void snoozesAndEndsTheSnooze() {
    house.post("/incidents/inc1/snooze", "person=anna&until=2026-11-24T17:00");
    assertThat(house.incident().snoozedUntil()).isEqualTo("2026-11-24T16:00:00Z");
    assertThat(house.get("/incidents/inc1?done=snooze").body())
        .contains("Snoozed until today 17:00");

    house.post("/incidents/inc1/snooze", "person=anna&end=yes&until=");
    assertThat(house.incident().snoozedUntil()).isNull();
  }

  @Test
  void isHonestAboutWhatDoesNotWork() {
    assertThat(house.get("/").body()).doesNotContain("class=\"banners\"");

    house.circumstances = new Circumstances(true, true, true, null, null);
    house.status =
        new PlanGate.Status(
            3, House.START, "", List.of("people.yaml:3:1: nobody"), "would remove 40 touchpoints");
    house.board.see(seen("newsletter-form", House.START.minus(Duration.ofHours(3))));

    assertThat(house.get("/").body())
        .contains("Nobody can be told")
        .contains("dry run")
        .contains("people.yaml:3:1: nobody")
        .contains("waits for a yes: would remove 40 touchpoints")
        .contains("1 check could not look for longer than 1 hour");
    assertThat(house.get("/touchpoints").body()).contains("blocked by bot protection");
    assertThat(house.get("/i/" + house.token("anna")).body())
        .as("a link's page keeps our own troubles to itself")
        .doesNotContain("people.yaml");
  }

  @Test
  void saysThatItIsTheDemoOnEveryPage() {
    Daemon.Listen any = new Daemon.Listen("127.0.0.1", 0);
    try (House demo = new House(other, new Daemon.Web(any, any, any, null), 720)) {
      demo.broken();
      for (String path :
          List.of("/", "/t/price-feed", "/incidents/inc1", "/i/" + demo.token("anna"))) {
        assertThat(demo.get(path).body()).contains("This is the demo: an hour passes in 5 seconds");
      }
    }
  }

  @Test
  void runsNoScriptAndNoStyleButOurFiles() {
    for (String path :
        List.of("/", "/t/price-feed", "/incidents/inc1", "/i/" + house.token("anna"))) {
      assertThat(house.get(path).body().replaceAll("<script src=\"/static/[a-z.]+\" defer>", ""))
          .doesNotContain("<script")
          .doesNotContain("style=")
          .doesNotContain("onclick");
    }
    assertThat(house.get("/static/wellkept.css").header("Content-Type")).startsWith("text/css");
  }

  // ---- the page of a touchpoint

  @Test
  void tellsHowItWasAndWhoIsThereInShapesAndInATable() {
    Instant hour = Instant.parse("2026-11-24T08:00:00Z");
    house.ledger.change(work -> {
      work.addRollup(House.PAGE, new Tally(hour, 12, 3, 1, List.of(0, 0, 8)));
      for (int ago = -2; ago < 24; ago++) {
        if (ago != 0) {
          Instant other = hour.minus(Duration.ofHours(ago));
          work.addRollup(House.PAGE, new Tally(other, 1, 0, 0, List.of()));
        }
      }
      work.deaf(hour.minus(Duration.ofHours(3)), hour.minus(Duration.ofHours(1)));
    });
    String body = house.get("/t/summer-landing").body();

    assertThat(body)
        .contains("35 looks: 3 saw something wrong, 1 could not see")
        .contains("09:00: 12 looks, 3 bad, 1 could not see, watched throughout, half within 2 ms")
        .contains("not watched for 1 hour")
        .contains("fill=\"url(#hatch)\"")
        .contains("<th scope=\"row\">09:00</th>")
        .contains("role=\"img\"")
        .contains("mailto:anna@example.org")
        .contains("Anna Berger has not confirmed yet that it is theirs")
        // two of the last 24 hours were wrong, and two of them nobody listened
        .contains("In order: 90.9 % of the time in which it was seen in the last 24 hours");

    // what was worked on meanwhile is known from history, whatever the plan has forgotten
    house.ledger.change(work -> {
      work.append(turned(Event.Type.MAINTENANCE_BEGAN, House.START.minus(Duration.ofHours(3))));
      work.append(turned(Event.Type.MAINTENANCE_ENDED, House.START));
    });
    assertThat(house.get("/t/summer-landing").body()).contains("In order: 100 % of the time");
  }

  private static Event turned(Event.Type type, Instant at) {
    CheckId check = Ownership.maintained(House.PAGE.touchpoint());
    return new Event(at, type, check, null, null, null, "new servers");
  }

  @Test
  void saysUntilWhenSomebodyIsAwayAndWhoStandsIn() {
    house.postJson("/api/v1/people/anna/away", "{\"until\": \"2026-11-30\"}");
    assertThat(house.get("/t/summer-landing").body())
        .contains("away until 30 November 2026. Carla Ruiz stands in.");
  }

  @Test
  void endsAMuteThereToo() {
    house.post(
        "/incidents/inc1/mute", "person=anna&finding=page.slow&until=2026-11-27&reason=is+known");
    String body = house.get("/t/summer-landing").body();
    assertThat(body).contains("It is a fault after all").contains("is known");

    assertThat(house.post("/t/summer-landing/unmute", "check=page&finding=page.slow").status())
        .as("nobody said who they are")
        .isEqualTo(422);
    house.post("/t/summer-landing/unmute", "check=page&finding=page.slow&person=ben");
    assertThat(house.get("/t/summer-landing").body()).doesNotContain("It is a fault after all");
    assertThat(house.isDue(House.PAGE)).isTrue();
  }

  @Test
  void speaksGermanToWhoeverWantsIt() {
    Instant hour = Instant.parse("2026-11-24T08:00:00Z");
    house.ledger.change(work -> work.addRollup(House.PAGE, new Tally(hour, 12, 0, 0, List.of())));
    String body =
        house
            .send(house.request("/t/summer-landing").header("Accept-Language", "de").get().build())
            .body();
    assertThat(body).contains("Wer sich darum kümmert").contains("In Ordnung: ");
  }

  // ---- the page of an incident

  @Test
  void tellsWhoIsNextAndWhenAndWhyNobodyIsTold() {
    assertThat(house.get("/incidents/inc1").body()).contains("If nobody takes it, Carla Ruiz");
    house.post("/incidents/inc1/snooze", "person=anna&until=2026-11-24T17:00");
    assertThat(house.get("/incidents/inc1").body())
        .contains("Nobody is told now: it is snoozed until today 17:00");
  }

  @Test
  void handsAnIncidentOverToSomebody() {
    house.post("/incidents/inc1/take", "person=anna&until=2026-11-24T17:00");
    House.Answer answer =
        house.post("/incidents/inc1/hand-over", "person=anna&to=carla&holder=anna&why=You+can");

    assertThat(answer.header("Location")).isEqualTo("/incidents/inc1?done=hand-over");
    assertThat(house.incident().handOver().to()).isEqualTo("carla");
    assertThat(house.incident().taken().orElseThrow().by()).isEqualTo("anna");
    assertThat(house.get("/incidents/inc1?done=hand-over").body())
        .contains("Carla Ruiz is asked to take it")
        .contains("Anna Berger asked Carla Ruiz to take it over (today 11:00): “You can”");
  }

  @Test
  void saysWhyItCannotBeHandedOver() {
    house.post("/incidents/inc1/take", "person=ben&until=2026-11-24T17:00");
    House.Answer late =
        house.post("/incidents/inc1/hand-over", "person=anna&to=carla&holder=&why=mine");
    assertThat(late.status()).isEqualTo(422);
    assertThat(late.body()).contains("Ben Okafor took it meanwhile").contains(">mine</textarea>");
    assertThat(house.incident().handOver()).isNull();
    house.postJson("/api/v1/people/carla/away", "{\"until\": \"2026-11-30\"}");
    assertThat(house.post("/incidents/inc1/hand-over", "person=anna&to=carla").body())
        .contains("Carla Ruiz is away until 30 November 2026: choose somebody else.");
    assertThat(house.post("/incidents/inc1/hand-over", "to=carla").body())
        .contains("Say who you are");
  }

  @Test
  void keepsANoteOnceAndEscapesIt() {
    house.post("/incidents/inc1/comment", "person=ben&text=%3Cscript%3E+is+no+tea");
    house.post("/incidents/inc1/comment", "person=ben&text=%3Cscript%3E+is+no+tea");
    assertThat(house.events()).filteredOn(e -> e.text().contains("no tea")).hasSize(1);
    assertThat(house.get("/incidents/inc1").body()).contains("&lt;script&gt; is no tea");
    assertThat(house.post("/incidents/inc1/comment", "person=ben&text=" + "x".repeat(501)).body())
        .contains("longer than 500 characters");
  }

  @Test
  void limitsNoMomentAsLongAsNobodySaidOnWhoseClock() {
    assertThat(house.get("/incidents/inc1").body())
        .contains("name=\"until\"")
        .doesNotContainPattern("name=\"until\"[^>]* max=");
  }

  @Test
  void listsIncidentsThatAreOpenAndThoseThatAreOver() {
    assertThat(house.get("/incidents").body())
        .contains("The page does not say")
        .contains("Nobody has taken it.");
    assertThat(house.get("/incidents?owner=ben").body()).contains("No incident is like that.");
    assertThat(house.get("/incidents?taken=yes").body()).contains("No incident is like that.");
    assertThat(house.get("/incidents?condition=broken&owner=anna").body()).contains("1 incident");
    assertThat(house.get("/incidents?resolved=true&page=9").body())
        .contains("No incident is like that.")
        .doesNotContain("The page does not say");
  }

  @Test
  void asksOfThoseThatAreOverNotWhetherTheyAreTaken() {
    Incident over = Incidents.close(house.incident(), Reason.RECOVERED, house.clock.instant());
    house.ledger.change(work -> work.save(over));
    Document taken = Jsoup.parse(house.get("/incidents?taken=yes").body());
    String link = taken.selectFirst("a[href*='resolved=true']").attr("href");
    assertThat(house.get(link).body()).contains("The page does not say");
  }
}
