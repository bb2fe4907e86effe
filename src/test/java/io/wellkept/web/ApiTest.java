package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.PlanOverride;
import io.wellkept.plan.EffectivePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The same for programs, and for operations. */
final class ApiTest {
  private static final Path DOCS = Path.of("docs", "api.md");

  @TempDir Path folder;
  private House house;

  @BeforeEach
  void open() {
    house = new House(folder);
    house.broken();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void listsTouchpointsWorstFirst() {
    JsonNode page = json(house.get("/api/v1/touchpoints"));

    assertThat(page.path("total").asInt()).isEqualTo(3);
    JsonNode first = page.path("items").get(0);
    assertThat(first.path("id").asString()).isEqualTo("summer-landing");
    assertThat(first.path("condition").asString()).isEqualTo("broken");
    assertThat(first.path("since").asString()).isEqualTo("2026-11-24T08:00:00Z");
    assertThat(first.path("openIncidents").get(0).asString()).isEqualTo("inc1");
    assertThat(json(house.get("/api/v1/touchpoints?owner=ben")).path("total").asInt()).isOne();
  }

  @Test
  void showsOneTouchpointWithItsChecks() {
    JsonNode whole = json(house.get("/api/v1/touchpoints/summer-landing"));

    JsonNode check = whole.path("checks").get(0);
    assertThat(check.path("kind").asString()).isEqualTo("page");
    assertThat(check.path("every").asString()).isEqualTo("5m");
    assertThat(check.path("measurements").path("latency_seconds").asDouble()).isEqualTo(6.04);
    assertThat(check.path("findings").get(0).path("code").asString()).isEqualTo("page.text");
  }

  @Test
  void tellsHowFastCustomersAreAnswered() {
    house.heard();
    JsonNode whole = json(house.get("/api/v1/touchpoints/summer-landing/answers"));
    assertThat(whole.path("waiting").asInt()).isEqualTo(2);
    assertThat(whole.path("late").asInt()).isEqualTo(1);
    assertThat(whole.path("oldest").asString()).isEqualTo("2026-11-23T10:00:00Z");
    JsonNode google = whole.path("weeks").get(0);
    assertThat(google.path("week").asString()).isEqualTo("2026-W48");
    assertThat(google.path("from").asString()).isEqualTo("2026-11-23");
    assertThat(google.path("responseRate").asDouble()).isZero();
    JsonNode shop = whole.path("weeks").get(1);
    assertThat(shop.path("source").asString()).isEqualTo("shop");
    assertThat(shop.path("medianSeconds").asLong()).isEqualTo(7_200);
    assertThat(shop.path("onTimeRate").asDouble()).isEqualTo(1);

    String address = "/api/v1/touchpoints/summer-landing/answers?weeks=";
    assertThat(house.get(address + 60).status()).isEqualTo(200);
    assertThat(house.get(address + 61).status()).isEqualTo(422);
    assertThat(house.get(address + "x").status()).isEqualTo(422);
    assertThat(house.get("/api/v1/touchpoints/none/answers").status()).isEqualTo(404);
  }

  @Test
  void listsWhatCustomersSaid() {
    house.heard();
    String address = "/api/v1/touchpoints/summer-landing/voices";
    JsonNode all = json(house.get(address));
    assertThat(all.path("total").asInt()).isEqualTo(3);
    JsonNode latest = all.path("items").get(0);
    assertThat(latest.path("id").asString()).isEqualTo("r2");
    assertThat(latest.path("reply").asString()).isEqualTo("pending");
    assertThat(latest.path("late").asBoolean()).isFalse();

    JsonNode waiting = json(house.get(address + "?waiting=true"));
    assertThat(waiting.path("total").asInt()).isEqualTo(2);
    JsonNode late = waiting.path("items").get(1);
    assertThat(late.path("late").asBoolean()).isTrue();
    assertThat(late.path("stars").asDouble()).isEqualTo(1);
    assertThat(late.path("quote").asString()).isEqualTo("Cold <b>tea</b>");
    assertThat(json(house.get(address + "?page=2")).path("items").size()).isZero();
  }

  @Test
  void showsIncidentsAndWhatHappened() {
    assertThat(json(house.get("/api/v1/incidents")).path("items").get(0).path("id").asString())
        .isEqualTo("inc1");
    JsonNode whole = json(house.get("/api/v1/incidents/inc1"));
    assertThat(whole.path("incident").path("standing").asString()).isEqualTo("open");
    assertThat(whole.path("events").get(0).path("reason").asString()).isEqualTo("confirmed");
    assertThat(whole.path("told").get(0).path("person").asString()).isEqualTo("anna");
  }

  @Test
  void takesAndGivesBack() {
    String take = "{\"person\":\"anna\",\"for\":\"4h\",\"reason\":\"rollback\"}";
    JsonNode acted = json(house.postJson("/api/v1/incidents/inc1/take", take));
    assertThat(acted.path("changed").asBoolean()).isTrue();
    assertThat(acted.path("incident").path("taken").path("via").asString()).isEqualTo("api");
    assertThat(house.incident().taken().orElseThrow().until())
        .isEqualTo(House.START.plus(Duration.ofHours(4)));

    assertThat(
            json(house.postJson("/api/v1/incidents/inc1/take", take)).path("changed").asBoolean())
        .isFalse();
    house.postJson("/api/v1/incidents/inc1/give-back", "{\"person\":\"anna\"}");
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void snoozes() {
    String snooze = "{\"person\":\"anna\",\"until\":\"2026-11-24T18:00:00+01:00\"}";
    house.postJson("/api/v1/incidents/inc1/snooze", snooze);
    assertThat(house.incident().snoozedUntil()).isEqualTo("2026-11-24T17:00:00Z");
  }

  @Test
  void snoozesNoFurtherThanAPromiseMayReach() {
    for (String until : List.of("9000-01-01T00:00:00Z", "+999999999-01-01T00:00:00Z")) {
      String snooze = "{\"person\":\"anna\",\"until\":\"" + until + "\"}";
      House.Answer answer = house.postJson("/api/v1/incidents/inc1/snooze", snooze);
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("A snooze here may reach 7 days at most");
    }
    assertThat(house.incident().snoozedUntil()).isNull();
  }

  @Test
  void saysWhatIsWrongWithARequest() {
    String take = "/api/v1/incidents/inc1/take";
    assertThat(house.postJson(take, "{\"person\":\"zoe\",\"for\":\"4h\"}").status()).isEqualTo(422);
    assertThat(house.postJson(take, "{\"person\":\"anna\",\"for\":\"soon\"}").status())
        .isEqualTo(422);
    assertThat(house.postJson(take, "{\"person\":\"anna\",\"for\":\"30d\"}").body())
        .contains("A promise here may reach 7 days at most");
    assertThat(house.postJson(take, "not json").status()).isEqualTo(400);
    assertThat(house.post(take, "person=anna&for=4h").status()).isEqualTo(415);
    String none = "/api/v1/incidents/none/take";
    assertThat(house.postJson(none, "{\"person\":\"anna\",\"for\":\"4h\"}").status())
        .isEqualTo(404);
    assertThat(house.incident().taken()).isEmpty();
  }

  @Test
  void nobodyIsAwayWithoutEnd() {
    String away = "/api/v1/people/anna/away";
    for (int day = 1; day <= 20; day++) {
      String days = "{\"from\":\"2026-12-01\",\"until\":\"2026-12-%02d\"}".formatted(day);
      assertThat(house.postJson(away, days).status()).isEqualTo(200);
    }
    House.Answer more = house.postJson(away, "{\"until\":\"2026-12-24\"}");
    assertThat(more.status()).isEqualTo(422);
    assertThat(more.body()).contains("away 20 times already");

    assertThat(house.postJson(away, "{\"until\":\"2026-11-01\"}").status()).isEqualTo(200);
    assertThat(house.postJson(away, "{\"until\":\"2026-12-24\"}").status()).isEqualTo(200);
  }

  @Test
  void somebodyIsAwayAndTheLadderDecidesAnewAtOnce() {
    String away = "/api/v1/people/anna/away";
    String days = "{\"from\":\"2026-11-24\",\"until\":\"2026-11-25\"}";
    assertThat(house.incident().wakeAt()).isNotEqualTo(House.START);
    JsonNode told = json(house.postJson(away, days));
    assertThat(told.path("changed").asBoolean()).isTrue();
    assertThat(told.at("/away/0/until").asString()).isEqualTo("2026-11-25");
    assertThat(isAway("anna", House.START)).isTrue();
    assertThat(isAway("ben", House.START)).isFalse();
    assertThat(house.incident().wakeAt()).isEqualTo(House.START);

    assertThat(json(house.postJson(away, days)).path("changed").asBoolean()).isFalse();
    house.clock.forward(Duration.ofMinutes(1));
    JsonNode back = json(house.postJson(away, "{\"until\":\"2026-11-23\"}"));
    assertThat(back.path("changed").asBoolean()).isTrue();
    assertThat(back.path("away").size()).isZero();
    assertThat(isAway("anna", house.clock.instant())).isFalse();
  }

  @Test
  void refusesAnAbsenceThatIsNoTime() {
    String away = "/api/v1/people/anna/away";
    for (String days :
        List.of(
            "{}",
            "{\"until\":\"soon\"}",
            "{\"until\":\"+999999999-12-31\"}",
            "{\"from\":\"2026-12-02\",\"until\":\"2026-12-01\"}")) {
      assertThat(house.postJson(away, days).status()).as(days).isEqualTo(422);
    }
    assertThat(house.postJson("/api/v1/people/zoe/away", "{}").status()).isEqualTo(404);
    assertThat(isAway("anna", House.START)).isFalse();
  }

  private boolean isAway(String person, Instant now) {
    List<PlanOverride> overrides = house.ledger.read(view -> view.overrides());
    return EffectivePlan.of(house.plan, overrides, now)
        .people()
        .person(person)
        .orElseThrow()
        .awayAt(now);
  }

  @Test
  void voidsTheLinksThatSomebodyGotUntilNow() {
    String before = "/i/" + house.token("anna");
    house.clock.forward(Duration.ofMinutes(1));
    assertThat(house.postJson("/api/v1/people/anna/void-links", "{}").status()).isEqualTo(200);

    assertThat(house.get(before).status()).isEqualTo(410);
    assertThat(house.get("/i/" + house.token("anna")).status()).isEqualTo(200);
    assertThat(house.get("/i/" + house.token("ben")).status()).isEqualTo(200);
    assertThat(house.postJson("/api/v1/people/zoe/void-links", "{}").status()).isEqualTo(404);
  }

  @Test
  void makesACheckDueAtOnce() {
    String look = "/api/v1/checks/summer-landing/page/look";
    assertThat(house.postJson(look, "{}").status()).isEqualTo(202);
    assertThat(house.isDue(House.PAGE)).isTrue();
    assertThat(house.postJson("/api/v1/checks/summer-landing/none/look", "").status())
        .isEqualTo(404);
  }

  @Test
  void whatSendsSomethingIsLookedAtOnlyWhenThatIsSaid() {
    String look = "/api/v1/checks/newsletter-form/page/look";
    House.Answer refused = house.postJson(look, "{}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body()).contains("sends something", "?submit=true");
    assertThat(house.isDue(House.FORM)).isFalse();
    assertThat(house.postJson(look + "?submit=true", "{}").status()).isEqualTo(202);
    assertThat(house.isDue(House.FORM)).isTrue();
  }

  @Test
  void aHeldPlanNeedsAnExplicitYes() {
    house.status = new PlanGate.Status(3, House.START, "", List.of(), "40 fewer touchpoints");
    assertThat(json(house.get("/api/v1/plan")).path("held").asString())
        .isEqualTo("40 fewer touchpoints");

    assertThat(house.postJson("/api/v1/plan/reload", "").status()).isEqualTo(409);
    House.Answer yes = house.postJson("/api/v1/plan/reload?confirm=true", "");
    assertThat(yes.status()).isEqualTo(200);
    assertThat(json(yes).path("generation").asInt()).isEqualTo(4);
  }

  @Test
  void saysWhichLoopIsLate() {
    house.loops.add(new Health.Loop("looks", House.START, Duration.ofMinutes(1)));
    house.loops.add(new Health.Loop("courier", House.START, Duration.ofHours(1)));
    assertThat(house.get("/health/engine").status()).isEqualTo(200);

    house.clock.forward(Duration.ofMinutes(2));
    House.Answer late = house.get("/health/engine");
    assertThat(late.status()).isEqualTo(503);
    assertThat(json(late).path("status").asString()).isEqualTo("late: looks");
    assertThat(json(late).path("process").asString()).isEqualTo("shop-1");
    assertThat(house.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void isReadyOnlyWhileItsMemoryCanBeRead() {
    assertThat(house.get("/health/live").status()).isEqualTo(200);
    assertThat(house.get("/health/ready").status()).isEqualTo(200);

    house.ledger.close();
    assertThat(house.get("/health/live").status()).isEqualTo(200);
    assertThat(house.get("/health/ready").status()).isEqualTo(503);
  }

  @Test
  void letsItselfBeScraped() {
    House.Answer answer = house.get("/metrics");
    assertThat(answer.header("Content-Type")).startsWith("text/plain; version=0.0.4");
    assertThat(answer.body()).contains("wellkept_build_info").doesNotContain("anna");
  }

  @Test
  void theDocsNameEveryAddressAndNoOther() throws IOException {
    TreeSet<String> documented = new TreeSet<>();
    Pattern.compile("`(GET|POST) (/[^`?]*)")
        .matcher(Files.readString(DOCS))
        .results()
        .forEach(found -> documented.add(found.group(1) + " " + found.group(2)));
    TreeSet<String> served = new TreeSet<>();
    for (Route route : WebServer.routes(house.context())) {
      if (!route.path().matches("/static/.*|/i/-/.*")) {
        served.add(route.method() + " " + route.path());
      }
    }
    assertThat(documented).isEqualTo(served);
  }

  static JsonNode json(House.Answer answer) {
    return Json.read(answer.body());
  }

  @Test
  void handsOverAndNotes() {
    String address = "/api/v1/incidents/inc1/";
    House.Answer asked =
        house.postJson(
            address + "hand-over", "{\"person\": \"anna\", \"to\": \"ben\", \"why\": \"please\"}");
    assertThat(json(asked).path("changed").asBoolean()).isTrue();
    assertThat(house.incident().handOver().why()).isEqualTo("please");
    House.Answer again =
        house.postJson(address + "hand-over", "{\"person\": \"carla\", \"to\": \"ben\"}");
    assertThat(json(again).path("changed").asBoolean()).isFalse();
    House.Answer nobody =
        house.postJson(address + "hand-over", "{\"person\": \"anna\", \"to\": \"zoe\"}");
    assertThat(nobody.status()).isEqualTo(409);
    assertThat(json(nobody).path("detail").asString()).contains("Nobody here has the id “zoe”");
    assertThat(
            house.postJson(address + "comment", "{\"person\": \"ben\", \"text\": \"x\"}").status())
        .isEqualTo(200);
    assertThat(
            house.postJson(address + "comment", "{\"person\": \"zoe\", \"text\": \"x\"}").status())
        .isEqualTo(422);
    assertThat(house.postJson("/api/v1/incidents/none/comment", "{\"person\": \"ben\"}").status())
        .isEqualTo(404);
  }

  @Test
  void mutesAndUnmutes() {
    String mute = "/api/v1/incidents/inc1/mute";
    String slow = "{\"person\": \"ben\", \"finding\": \"page.slow\"";
    String known = slow + ", \"for\": \"7d\", \"reason\": \"known\"}";
    assertThat(json(house.postJson(mute, known)).path("changed").asBoolean()).isTrue();
    List<PlanOverride> overrides = house.ledger.read(view -> view.overrides());
    assertThat(overrides)
        .filteredOn(PlanOverride.Mute.class::isInstance)
        .extracting(PlanOverride::by)
        .containsExactly("ben");
    assertThat(json(house.postJson(mute, known)).path("changed").asBoolean()).isFalse();
    assertThat(house.postJson(mute, known.replace("7d", "91d")).status()).isEqualTo(409);
    assertThat(house.postJson(mute, slow + ", \"for\": \"7d\"}").status()).isEqualTo(409);
    assertThat(house.postJson(mute, slow + "}").status()).isEqualTo(422);
    assertThat(house.postJson(mute.replace("inc1", "none"), known).status()).isEqualTo(404);

    house.clock.forward(Duration.ofMinutes(1));
    String unmute = "/api/v1/incidents/inc1/unmute";
    assertThat(json(house.postJson(unmute, slow + "}")).path("changed").asBoolean()).isTrue();
    assertThat(json(house.postJson(unmute, slow + "}")).path("changed").asBoolean()).isFalse();
  }

  @Test
  void settlesWhatPeopleReportedAndOpensItAgain() {
    String text = "{\"text\": \"the N is dark\", \"person\": \"ben\"}";
    String id =
        json(house.postJson("/api/v1/touchpoints/price-feed/reports", text))
            .path("incident")
            .asString();
    String ben = "{\"person\": \"ben\"}";
    assertThat(house.postJson("/api/v1/incidents/inc1/settle", ben).status()).isEqualTo(409);
    JsonNode settled = json(house.postJson("/api/v1/incidents/" + id + "/settle", ben));
    assertThat(settled.path("changed").asBoolean()).isTrue();
    assertThat(settled.at("/incident/standing").asString()).isEqualTo("resolved");
    house.clock.forward(Duration.ofMinutes(1));
    JsonNode again = json(house.postJson("/api/v1/incidents/" + id + "/open-again", ben));
    assertThat(again.path("changed").asBoolean()).isTrue();
    assertThat(again.at("/incident/standing").asString()).isEqualTo("open");
  }

  @Test
  void whatIsOfferedIsTakenOverOrNot() {
    String offer = "{\"person\": \"anna\", \"to\": \"ben\"}";
    String feed = "{\"person\": \"ben\", \"touchpoint\": \"summer-landing\"";
    for (String word : List.of("decline", "accept")) {
      house.postJson("/api/v1/touchpoints/summer-landing/hand-over", offer);
      House.Answer said =
          house.postJson("/api/v1/people/ben/" + word, feed + ", \"reason\": \"x\"}");
      assertThat(said.body()).as(word).contains("\"changed\":true");
      house.clock.forward(Duration.ofMinutes(1));
    }
    JsonNode whole = json(house.get("/api/v1/touchpoints/summer-landing"));
    assertThat(whole.at("/handedOver/to").asString()).isEqualTo("ben");
    String disown = "/api/v1/people/ben/not-mine";
    assertThat(house.postJson(disown, feed + "}").status()).isEqualTo(422);
    assertThat(house.postJson(disown, feed + ", \"reason\": \"no\"}").body()).contains("true");
    assertThat(house.postJson("/api/v1/people/ben/mine", feed + "}").body()).contains("true");
    assertThat(house.postJson("/api/v1/people/anna/accept", feed + "}").status()).isEqualTo(422);
    assertThat(house.postJson("/api/v1/people/zoe/accept", feed + "}").status()).isEqualTo(404);
  }

  @Test
  void listsOwnersByPage() {
    JsonNode page = json(house.get("/api/v1/owners?page=2"));
    assertThat(page.path("page").asInt()).isEqualTo(2);
    assertThat(page.path("items").size()).isZero();
    assertThat(page.path("total").asInt()).isPositive();
  }

  @Test
  void listsIncidentsByPage() {
    JsonNode open = json(house.get("/api/v1/incidents?taken=no"));
    assertThat(open.path("total").asInt()).isOne();
    assertThat(open.path("items").get(0).path("id").asString()).isEqualTo("inc1");
    assertThat(json(house.get("/api/v1/incidents?resolved=true")).path("total").asInt()).isZero();
    assertThat(json(house.get("/api/v1/incidents?page=2")).path("items").size()).isZero();
  }

  @Test
  void tellsTheHistoryOfATouchpoint() {
    JsonNode check =
        json(house.get("/api/v1/touchpoints/price-feed/history")).path("checks").get(0);
    assertThat(check.path("hours").size()).isEqualTo(24);
    assertThat(check.path("days").size()).isEqualTo(30);
    assertThat(house.get("/api/v1/touchpoints/none/history").status()).isEqualTo(404);
  }
}
