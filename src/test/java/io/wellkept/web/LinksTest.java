package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.CheckState;
import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Reason;
import io.wellkept.incident.Standing;
import io.wellkept.incident.Tally;
import io.wellkept.ledger.Ledger;
import io.wellkept.ledger.Ledger.KeptFile;
import io.wellkept.touchpoint.CheckId;
import io.wellkept.touchpoint.Memory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a link in a message opens, and what it lets its person do. */
final class LinksTest {
  @TempDir Path folder;
  private House house;
  private String link;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
    link = "/i/" + house.token("anna");
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void showsWhatIsWrongWithItsEvidenceAndWhoKnows() {
    House.Answer answer = house.get(link);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("The page does not say “Add to basket”")
        .contains("Summer landing page")
        .contains("Put the old version back")
        .contains("today 09:00")
        .contains("If nobody takes it, the next to be told: Carla Ruiz")
        .contains("Sorry, &lt;b&gt;this page&lt;/b&gt; is being rebuilt");
  }

  @Test
  void showsThePictureOfThePageAndNoOther() {
    byte[] picture = {1};
    house.ledger.change(work -> {
      work.keep(new KeptFile("f00d", House.START, "image/jpeg", picture));
      work.keep(new KeptFile("0ther", House.START, "image/jpeg", picture));
    });

    assertThat(house.get(link).body()).contains("src=\"" + link + "/files/f00d\"");
    assertThat(house.get(link + "/files/f00d").status()).isEqualTo(200);
    assertThat(house.get(link + "/files/f00d").header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(house.get(link + "/files/0ther").status()).isEqualTo(404);
    assertThat(house.get("/i/nonsense/files/f00d").status()).isEqualTo(404);
    assertThat(house.get("/incidents/inc1").body()).contains("/incidents/inc1/files/f00d");
    assertThat(house.get("/incidents/inc1/files/f00d").status()).isEqualTo(200);
    assertThat(house.get("/files/0ther").status()).isEqualTo(200);
    assertThat(house.get("/files/gone").status()).isEqualTo(404);
  }

  @Test
  void preselectsNoPromise() {
    assertThat(house.get(link).body())
        .contains("name=\"until\" required")
        .doesNotContain("checked");
    assertThat(house.get(link).body()).containsPattern("name=\"until\"[^>]*value=\"\"");
  }

  @Test
  void hidesItselfFromSearchEnginesCachesAndReferrers() {
    House.Answer answer = house.get(link);

    assertThat(answer.header("X-Robots-Tag")).contains("noindex");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(answer.header("Server")).isNull();
  }

  @Test
  void takesItUntilTheMomentOnThePersonsClock() {
    House.Answer answer = house.post(link + "/take", "until=2026-11-24T17:00&reason=on+it");

    assertThat(answer.status()).isEqualTo(303);
    Standing.Taken taken = house.incident().taken().orElseThrow();
    assertThat(taken.by()).isEqualTo("anna");
    assertThat(taken.via()).isEqualTo("link");
    assertThat(taken.reason()).isEqualTo("on it");
    assertThat(taken.until()).isEqualTo(Instant.parse("2026-11-24T16:00:00Z"));
    assertThat(house.incident().wakeAt()).isEqualTo(House.START);
    assertThat(house.get(answer.header("Location")).body())
        .contains("Anna Berger took it and promised it until today 17:00")
        .contains("You can undo it below")
        .contains("Give it back");
  }

  @Test
  void takingTwiceIsTakingOnce() {
    house.post(link + "/take", "until=2026-11-24T17:00");
    Incident once = house.incident();
    House.Answer again = house.post(link + "/take", "until=2026-11-24T17:00");

    assertThat(again.status()).isEqualTo(303);
    assertThat(house.incident()).isEqualTo(once);
    assertThat(events(Event.Type.TAKEN)).hasSize(1);
  }

  @Test
  void anEmptyFormDoesNothingAndSaysWhatIsMissing() {
    Incident before = house.incident();
    House.Answer answer = house.post(link + "/take", "reason=looking+into+it&until=");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("Say until when").contains("looking into it");
    assertThat(house.incident()).isEqualTo(before);
  }

  @Test
  void aBodylessPressOfAScannerDoesNothing() {
    house.post(link + "/take", "until=2026-11-24T17:00");
    Incident before = house.incident();
    for (String act : List.of("take", "give-back", "mute")) {
      assertThat(house.post(link + "/" + act, "").status()).isEqualTo(422);
    }
    assertThat(house.incident()).isEqualTo(before);
  }

  @Test
  void refusesAPromiseBeyondThePolicyAndKeepsWhatWasWritten() {
    House.Answer answer = house.post(link + "/take", "until=2026-12-24T17:00&reason=after+summer");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body())
        .contains("A promise here may reach 7 days at most")
        .contains("value=\"2026-12-24T17:00\"")
        .contains("after summer");
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void refusesADateThatIsNone() {
    assertThat(house.post(link + "/take", "until=soon").body()).contains("Say until when");
    assertThat(house.post(link + "/take", "until=2026-11-23T17:00").body())
        .contains("Say until when");
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void givesItBack() {
    house.post(link + "/take", "until=2026-11-24T17:00");
    House.Answer answer = house.post(link + "/give-back", "sure=yes");

    assertThat(house.incident().standing()).isInstanceOf(Standing.Open.class);
    assertThat(house.get(answer.header("Location")).body()).contains("It was given back");
  }

  @Test
  void mutesOneFindingWithAReasonAndTakesItBack() {
    String form = "finding=page.slow&reason=known&until=2026-12-01T09:00";
    House.Answer answer = house.post(link + "/mute", form);

    assertThat(answer.status()).isEqualTo(303);
    PlanOverride.Mute mute = (PlanOverride.Mute) overrides().get(0);
    assertThat(mute.findingKey()).isEqualTo("page.slow");
    assertThat(mute.by()).isEqualTo("anna");
    assertThat(house.get(link).body()).contains("Anna Berger said that this is not a fault");
    assertThat(house.isDue(House.PAGE)).isTrue();

    House.Answer once = house.post(link + "/unmute", "finding=page.slow");
    assertThat(once.status()).isEqualTo(422);
    assertThat(once.body())
        .contains("press the button once more")
        .contains("name=\"sure\" value=\"yes\">It is a fault after all");
    assertThat(events(Event.Type.UNMUTED)).isEmpty();
    house.post(link + "/unmute", "finding=page.slow&sure=yes");
    assertThat(house.get(link).body()).doesNotContain("said that this is not a fault");
    assertThat(events(Event.Type.UNMUTED)).hasSize(1);
  }

  @Test
  void mutingTwiceIsMutingOnce() {
    String form = "finding=page.slow&reason=known&until=2026-12-01T09:00";
    house.post(link + "/mute", form);
    house.clock.forward(Duration.ofSeconds(5));
    house.post(link + "/mute", form);

    assertThat(overrides()).hasSize(1);
    assertThat(events(Event.Type.MUTED)).hasSize(1);
  }

  @Test
  void mutesNothingWithoutAReasonOrForEver() {
    String noReason = "finding=page.slow&reason=&until=2026-12-01T09:00";
    assertThat(house.post(link + "/mute", noReason).body())
        .contains("Say in a word why this is not a fault");
    String forEver = "finding=page.slow&reason=no&until=2036-12-01T09:00";
    assertThat(house.post(link + "/mute", forEver).body())
        .contains("90 days at most")
        .contains("value=\"2036-12-01T09:00\"");
    String other = "finding=page.title&reason=no&until=2026-12-01T09:00";
    assertThat(house.post(link + "/mute", other).body()).contains("no longer there");
    assertThat(overrides()).isEmpty();
  }

  @Test
  void saysInWordsOfAnOwnerWhatHappensNext() {
    assertThat(house.get(link).body())
        .contains("Times of Berlin; at most 7 days from now")
        .contains("Say nothing of this until then")
        .doesNotContain("Europe/Berlin");
    house.post(link + "/take", "until=2026-11-24T17:00");
    House.Answer answer = house.post(link + "/give-back", "sure=yes");
    assertThat(house.get(answer.header("Location")).body())
        .contains("whoever is next is told as planned");
  }

  /** Anna's page was looked at two minutes ago, and is every five. */
  private void looked() {
    house.clock.forward(Duration.ofHours(1));
    Instant now = house.clock.instant();
    house.ledger.change(work -> {
      CheckState state =
          work.claimLooks(now, now.plusSeconds(60), "us", 100).stream()
              .map(Ledger.ClaimedLook::state)
              .filter(one -> one.check().equals(House.PAGE))
              .findFirst()
              .orElseThrow();
      CheckState next =
          new CheckState(
              House.PAGE,
              state.born(),
              now,
              now,
              null,
              null,
              List.of(),
              List.of(),
              Map.of(),
              Memory.EMPTY,
              Tally.of(now),
              Map.of());
      work.settleLook(next, now.plusSeconds(300), "us");
    });
    house.clock.forward(Duration.ofMinutes(2));
  }

  @Test
  void looksAgainForWhoeverRepairedIt() {
    looked();
    assertThat(house.get(link).body())
        .contains("We looked 2 minutes ago and look again in 3 minutes. You hear when it is over.")
        .contains("I repaired it: look again now");
    Incident before = house.incident();

    assertThat(house.post(link + "/look", "").body()).contains("Nothing was done");
    assertThat(house.get(link + "/look").status()).isEqualTo(405);
    assertThat(house.isDue(House.PAGE)).isFalse();

    House.Answer answer = house.post(link + "/look", "sure=yes");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(house.get(answer.header("Location")).body())
        .contains("We look again now")
        .doesNotContain("look again in");
    assertThat(house.isDue(House.PAGE)).isTrue();
    assertThat(house.incident()).as("only our look says that it is over").isEqualTo(before);
  }

  @Test
  void looksForNobodyWithoutEnd() {
    for (int i = 0; i < 3; i++) {
      assertThat(house.post(link + "/look", "sure=yes").status()).isEqualTo(303);
    }
    assertThat(house.post(link + "/look", "").body()).contains("Nothing was done");
    House.Answer answer = house.post(link + "/look", "sure=yes");
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("several times within 10 minutes");

    house.clock.forward(Duration.ofMinutes(10));
    assertThat(house.post(link + "/look", "sure=yes").status()).isEqualTo(303);
  }

  @Test
  void offersNoLookWhereNoneTells() {
    Incident now = house.incident();
    save(new Standing.Resolved(House.START, Reason.RECOVERED));
    assertThat(house.get(link).body()).doesNotContain("look again now");
    assertThat(house.post(link + "/look", "sure=yes").status()).isEqualTo(422);
    assertThat(house.isDue(House.PAGE)).isFalse();

    CheckId reported = new CheckId(now.check().touchpoint(), Incidents.REPORTED);
    Incident people = Incidents.about(reported, "", Audience.OWNERS, now.findings(), House.START);
    house.ledger.change(work -> work.save(people));
    String other = "/i/" + house.tokens.incident(people.id(), "anna", House.START);
    assertThat(house.get(other).body()).contains("Is it settled?").doesNotContain("look again now");
    assertThat(house.post(other + "/look", "sure=yes").body())
        .contains("No look of ours tells whether this is repaired");
  }

  @Test
  void aForgedTokenIsNotFound() {
    String forged = link.substring(0, link.length() - 3) + "abc";

    assertThat(house.get(forged).status()).isEqualTo(404);
    assertThat(house.get(forged).body()).contains("not one of ours").contains("ask whoever runs");
    assertThat(house.post(forged + "/take", "until=2026-11-24T17:00").status()).isEqualTo(404);
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void aTokenForABeatOpensNoIncident() {
    assertThat(house.get("/i/" + house.tokens.beat(House.PAGE)).status()).isEqualTo(404);
  }

  @Test
  void aLinkEndsThirtyDaysAfterItsIncident() {
    Standing over = new Standing.Resolved(House.START, Reason.RECOVERED);
    save(over);
    house.clock.forward(Duration.ofDays(30).minusSeconds(1));
    assertThat(house.get(link).status()).isEqualTo(200);
    assertThat(house.get(link).body()).contains("Nothing to do").doesNotContain("I take it");

    house.clock.forward(Duration.ofSeconds(1));
    House.Answer answer = house.get(link);
    assertThat(answer.status()).isEqualTo(410);
    assertThat(answer.body()).contains("over for more than 30 days").contains("ask Carla Ruiz");
    assertThat(house.post(link + "/take", "until=2026-12-29T17:00").status()).isEqualTo(410);
  }

  @Test
  void linksOfAPersonCanBeVoided() {
    house.clock.forward(Duration.ofMinutes(1));
    PlanOverride voided =
        new PlanOverride.LinksVoid("v1", "carla", house.clock.instant(), null, "anna");
    house.ledger.write(work -> {
      work.add(voided);
      return true;
    });

    assertThat(house.get(link).status()).isEqualTo(410);
    assertThat(house.post(link + "/take", "until=2026-11-24T17:00").status()).isEqualTo(410);
    assertThat(house.get("/i/" + house.token("ben")).status()).isEqualTo(200);
    assertThat(house.get("/i/" + house.token("anna")).status()).isEqualTo(200);
  }

  @Test
  void aLinkToWhatIsForgottenIsGone() {
    String other = "/i/" + house.tokens.incident("inc9", "anna", House.START);
    assertThat(house.get(other).status()).isEqualTo(410);
  }

  @Test
  void readsMomentsAsThePersonsClockShowsThem() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    Instant five = Instant.parse("2026-11-24T16:00:00Z");

    assertThat(Moments.read("2026-11-24T17:00", berlin)).contains(five);
    assertThat(Moments.read(" 2026-11-24  17:00 ", berlin)).contains(five);
    assertThat(Moments.read("2026-11-24T16:00:00Z", berlin)).contains(five);
    assertThat(Moments.read("2026-11-24", berlin)).contains(Instant.parse("2026-11-24T23:00:00Z"));
    assertThat(Moments.read("tomorrow", berlin)).isEmpty();
  }

  private void save(Standing standing) {
    Incident now = house.incident();
    Incident next =
        new Incident(
            now.id(),
            now.check(),
            now.subject(),
            now.audience(),
            now.since(),
            now.openedAt(),
            now.findings(),
            now.seen(),
            now.newsAt(),
            now.lastBadAt(),
            now.fineSince(),
            standing,
            null,
            now.rung(),
            now.told(),
            null,
            null,
            0);
    house.ledger.write(work -> {
      work.save(next);
      return true;
    });
  }

  private List<PlanOverride> overrides() {
    return house.ledger.read(view -> view.overrides());
  }

  private List<Event> events(Event.Type type) {
    return house.events().stream().filter(event -> event.type() == type).toList();
  }
}
