package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Windows;
import io.wellkept.ledger.Initiative;
import io.wellkept.ledger.Initiative.Measure;
import io.wellkept.ledger.Initiative.Word;
import io.wellkept.report.digest.Digest;
import io.wellkept.report.digest.Trying;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is changed is noted, and judged, on pages and by programs. */
final class InitiativePagesTest {
  private static final String NOTE = "/t/summer-landing/initiatives";
  private static final String FORM =
      "person=anna&what=Three+fields+%3Cb%3E&changed=2026-11-24T10:30&figure=CONDITION"
          + "&direction=UP&target=99,5&until=2026-12-22";

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<Initiative> all() {
    return house.ledger.read(view -> view.initiatives());
  }

  private Initiative noted() {
    assertThat(house.post(NOTE, FORM).status()).isEqualTo(303);
    return all().get(0);
  }

  @Test
  void notesWhatWasChangedOnceHoweverOftenItIsSent() {
    House.Answer answer = house.post(NOTE, FORM);
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("Location"))
        .isEqualTo("/t/summer-landing?done=initiative#initiatives");
    assertThat(house.post(NOTE, FORM).status()).isEqualTo(303);
    Initiative one = all().get(0);
    assertThat(all()).hasSize(1);
    assertThat(one.what()).isEqualTo("Three fields <b>");
    assertThat(one.target()).isEqualTo(0.995);
    assertThat(one.changedAt()).isEqualTo("2026-11-24T09:30:00Z");
    assertThat(one.until()).as("the end of that day in Berlin").isEqualTo("2026-12-22T23:00:00Z");
    String page = house.get("/t/summer-landing?done=initiative").body();
    assertThat(page)
        .contains("Three fields &lt;b")
        .contains("Should rise: time in order, to 99.5 % at least")
        .contains("Not enough was seen yet to tell.")
        .contains("It is noted.");
    List<Event> events = house.ledger.read(view -> view.eventsOf("summer-landing", 9));
    assertThat(events).extracting(Event::type).containsExactly(Event.Type.TRIED);
  }

  @Test
  void saysWhatIsWrongWithAFormAndKeepsWhatWasWritten() {
    for (String bad :
        List.of(
            FORM.replace("person=anna&", ""),
            FORM.replace("CONDITION", "KPI:page2"),
            FORM.replace("CONDITION", "KPI"),
            FORM.replace("CONDITION", "KPI:"),
            FORM.replace("CONDITION", "RATING:page"),
            FORM.replace("99,5", "1e999"),
            FORM.replace("99,5", "much"),
            FORM.replace("2026-12-22", "2026-11-24"),
            FORM.replace("2026-12-22", "2029-12-22"),
            FORM.replace("2026-11-24T10:30", "2026-11-24T11:30"),
            FORM.replace("2026-11-24T10:30", "2025-11-24T11:30"),
            FORM.replace("Three", "x".repeat(500)))) {
      House.Answer answer = house.post(NOTE, bad);
      assertThat(answer.status()).as(bad).isEqualTo(422);
      assertThat(answer.body()).contains("role=\"alert\"").contains("fields &lt;b");
    }
    assertThat(all()).isEmpty();
    assertThat(house.get(NOTE).status()).isEqualTo(200);
    assertThat(house.post("/t/none/initiatives", FORM).status()).isEqualTo(404);
  }

  @Test
  void takesOneVerdictAndRemembersTheFigures() {
    Initiative one = noted();
    String address = "/initiatives/" + one.id() + "/verdict";
    assertThat(house.post(address, "word=keep").status()).as("who?").isEqualTo(422);
    assertThat(house.post(address, "person=anna&word=burn").status()).isEqualTo(422);
    House.Answer kept = house.post(address, "person=ben&word=keep&why=It+helps&from=list");
    assertThat(kept.header("Location")).isEqualTo("/initiatives?done=judged#" + one.id());
    assertThat(house.post(address, "person=anna&word=keep").status()).isEqualTo(303);
    assertThat(house.post(address, "person=anna&word=undo").status()).isEqualTo(422);
    Initiative.Verdict verdict = all().get(0).verdict();
    assertThat(verdict).isNotNull();
    assertThat(verdict.word()).isEqualTo(Word.KEEP);
    assertThat(verdict.by()).isEqualTo("ben");
    assertThat(house.get("/initiatives").body())
        .contains("Ben Okafor keeps it")
        .contains("It helps");
    assertThat(house.post("/initiatives/none/verdict", "person=anna&word=keep").status())
        .isEqualTo(404);
  }

  @Test
  void adjustingMakesAnotherThatFollows() {
    Initiative one = noted();
    String address = "/initiatives/" + one.id() + "/verdict";
    assertThat(house.post(address, "person=anna&word=adjust").status()).isEqualTo(422);
    assertThat(all()).hasSize(1);
    assertThat(all().get(0).verdict()).as("nothing was kept").isNull();
    String form = "person=anna&word=adjust&what=Two+fields&until=2026-12-30";
    assertThat(house.post(address, form).status()).isEqualTo(303);
    assertThat(house.post(address, form).status()).isEqualTo(303);
    assertThat(all()).hasSize(2);
    Initiative next = all().get(0);
    assertThat(next.follows()).isEqualTo(one.id());
    assertThat(next.measure()).isEqualTo(Measure.CONDITION);
    assertThat(next.target()).isEqualTo(0.995);
    assertThat(house.get("/initiatives").body())
        .contains("adjusts an earlier one")
        .contains("adjusted by a later one");
  }

  @Test
  void isTheSameForPrograms() {
    String json =
        """
        {"person":"anna","touchpoint":"summer-landing","what":"Three fields",
         "figure":"response-time","check":"page","direction":"down","until":"2026-12-01"}\
        """;
    assertThat(acted(house.postJson("/api/v1/initiatives", json))).isTrue();
    assertThat(acted(house.postJson("/api/v1/initiatives", json.replace("anna", "ben"))))
        .as("said at the same moment, it is the same")
        .isFalse();
    for (String bad :
        List.of(
            json.replace("anna", "nobody"),
            json.replace("response-time", "luck"),
            json.replace("\"check\":\"page\",", ""),
            json.replace("response-time", "rating"),
            json.replace("2026-12-01", "soon"))) {
      assertThat(house.postJson("/api/v1/initiatives", bad).status()).as(bad).isEqualTo(422);
    }
    JsonNode one = ApiTest.json(house.get("/api/v1/initiatives")).path("items").get(0);
    assertThat(one.path("state").asString()).isEqualTo("running");
    assertThat(one.path("effect").asString()).isEqualTo("not-enough");
    house.clock.forward(Duration.ofDays(9));
    assertThat(total("?state=waiting&touchpoint=summer-landing")).isOne();
    String address = "/api/v1/initiatives/" + one.path("id").asString() + "/verdict";
    String verdict = "{\"person\":\"anna\",\"verdict\":\"undo\",\"reason\":\"no use\"}";
    assertThat(acted(house.postJson(address, verdict))).isTrue();
    assertThat(acted(house.postJson(address, verdict))).isFalse();
    assertThat(house.postJson(address, verdict.replace("undo", "keep")).status()).isEqualTo(422);
    assertThat(total("?state=judged")).isOne();
    assertThat(total("?state=waiting")).isZero();
  }

  private int total(String query) {
    return ApiTest.json(house.get("/api/v1/initiatives" + query)).path("total").asInt();
  }

  private static boolean acted(House.Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return ApiTest.json(answer).path("changed").asBoolean();
  }

  @Test
  void tellsADigestWhatWasTriedInItsPeriodAndNothingThatCameLater() {
    Initiative one = noted();
    house.ledger.change(work ->
        work.judge(
            one.id(),
            new Initiative.Verdict(
                Word.KEEP, House.START.plus(Duration.ofDays(40)), "anna", "", 0.9, 0.99)));
    assertThat(tried(-9, 0)).as("before it was noted").isEmpty();
    assertThat(tried(0, 7))
        .singleElement()
        .satisfies(tried -> {
          assertThat(tried.figure()).isEqualTo("CONDITION");
          assertThat(tried.asked()).isFalse();
          assertThat(tried.verdict()).isNull();
        });
    assertThat(tried(28, 35)).singleElement().matches(Digest.Tried::asked);
    assertThat(tried(35, 42))
        .singleElement()
        .satisfies(tried -> {
          assertThat(tried.verdict()).isEqualTo("KEEP");
          assertThat(tried.before()).isEqualTo(0.9);
          assertThat(tried.after()).isEqualTo(0.99);
        });
    assertThat(tried(42, 49)).isEmpty();
  }

  private List<Digest.Tried> tried(int from, int until) {
    Digest.Period period =
        new Digest.Period(
            House.START.plus(Duration.ofDays(from)),
            House.START.plus(Duration.ofDays(until)),
            ZoneId.of("UTC"),
            "");
    return house.ledger.read(view ->
        Trying.tried(
            view, house.plan.touchpoints().values(), house.plan.people(), Windows.NONE, period));
  }

  @Test
  void speaksGermanToWhoeverReadsIt() {
    noted();
    House.Answer page =
        house.send(house.request("/initiatives").header("Accept-Language", "de").get().build());
    assertThat(page.body()).contains("Wird erprobt").contains("auf mindestens 99,5 %");
  }
}
