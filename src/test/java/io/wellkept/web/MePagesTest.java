package io.wellkept.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Audience;
import io.wellkept.incident.Incidents;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.Pauses;
import io.wellkept.incident.PlanOverride;
import io.wellkept.ledger.Ledger.Confirmation;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What is mine, what is wrong there, and what waits for my word. */
final class MePagesTest {
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

  private String page(String person) {
    House.Answer answer = house.get("/me?person=" + person);
    assertThat(answer.status()).isEqualTo(200);
    return answer.body();
  }

  private JsonNode told(String person) {
    return ApiTest.json(house.get("/api/v1/me?person=" + person));
  }

  private void ask(String person) {
    Instant now = house.clock.instant();
    Pauses none = new Pauses(List.of());
    var question =
        Ownership.confirm(List.of("Summer landing page"), now, Duration.ofDays(14), none, now);
    house.ledger.change(work ->
        work.save(
            Incidents.about(Ownership.CONFIRM, person, Audience.PERSON, List.of(question), now)));
  }

  @Test
  void asksWhoseTouchpointsWhereNobodySignsIn() {
    assertThat(page("")).contains("Choose whose touchpoints").contains("Anna Berger");
    assertThat(house.get("/me?person=nobody").status()).isEqualTo(404);
    assertThat(house.get("/api/v1/me").status()).isEqualTo(422);
  }

  @Test
  void saysInOneSentenceWhatIsWrongAndWhatWaits() {
    house.broken();
    assertThat(page("anna"))
        .contains("One of your 2 touchpoints is not as it should be.")
        .contains("/incidents/inc1")
        .contains("Nobody has taken it yet.")
        .contains("Nothing waits for your word.");
    String until = "2026-11-25T17:00";
    assertThat(
            house.post("/incidents/inc1/take", "person=anna&until=" + until + "&reason=").status())
        .isEqualTo(303);
    house.rebuild();
    assertThat(page("anna"))
        .contains("You took it, until tomorrow 17:00.")
        .contains("one answer waits for you, the first until tomorrow 17:00")
        .contains("You promised to see to it");
    JsonNode anna = told("anna");
    assertThat(anna.path("wrong").asInt()).isOne();
    assertThat(anna.path("asks").get(0).path("kind").asString()).isEqualTo("promise");
    assertThat(anna.path("asks").get(0).path("until").asString()).isEqualTo("2026-11-25T16:00:00Z");
    assertThat(page("ben")).doesNotContain("/incidents/inc1");
    assertThat(page("carla")).contains("Where you stand in").contains("behind Anna Berger");
  }

  @Test
  void saysWhatPeopleReportedInTheLanguageOfWhoeverReads() {
    house.postJson("/api/v1/touchpoints/summer-landing/reports", "{\"text\": \"dark\"}");
    String id = house.ledger.read(view -> view.openIncidents().getFirst().id());
    house.post("/incidents/" + id + "/take", "person=anna&until=2026-11-25T17:00&reason=");
    house.rebuild();
    assertThat(page("anna")).contains("Somebody reported that something is wrong");
    House.Answer german =
        house.send(house.request("/me?person=anna").header("Accept-Language", "de").get().build());
    assertThat(german.body())
        .contains("Sie haben versprochen")
        .doesNotContain("Somebody reported that something is wrong");
    assertThat(told("anna").path("asks").get(0).path("what").asString())
        .as("for programs")
        .isEqualTo("Somebody reported that something is wrong");
  }

  @Test
  void confirmsWhatIsTheirsFromThePage() {
    ask("anna");
    assertThat(page("anna")).contains("Is all of this still yours?").contains("Newsletter form");
    String confirm = "/people/anna/own/confirm";
    String seen = "from=me&seen=newsletter-form+summer-landing";
    assertThat(house.post(confirm, "seen=summer-landing").status()).isEqualTo(422);
    House.Answer done = house.post(confirm, seen);
    assertThat(done.status()).isEqualTo(303);
    assertThat(done.header("Location")).isEqualTo("/me?person=anna&done=confirm");
    assertThat(page("anna")).doesNotContain("Is all of this still yours?");
    Optional<Confirmation> said = house.ledger.read(view -> view.lastConfirmation("anna"));
    assertThat(said).isPresent();
    assertThat(house.get("/people/anna/own").body()).contains("Not yours any more?");
    assertThat(house.get("/people/nobody/own").status()).isEqualTo(404);
  }

  @Test
  void takesOverWhatIsOffered() {
    Instant now = house.clock.instant();
    house.ledger.change(work ->
        work.add(
            new PlanOverride.Offer(
                "o1",
                "ben",
                now,
                now.plus(Duration.ofDays(7)),
                "price-feed",
                "ben",
                "anna",
                "You know it best")));
    assertThat(page("anna")).contains("Ben Okafor would hand this over to you");
    String form = "from=me&touchpoint=price-feed";
    assertThat(house.post("/people/anna/own/accept", form).status()).isEqualTo(303);
    assertThat(page("anna")).doesNotContain("would hand this over");
    assertThat(house.get("/people/anna/own").body()).contains("Price feed of the marketplaces");
  }

  @Test
  void wantsAVerdictWhenTheTimeIsUp() {
    String note =
        "person=anna&what=Three+fields&changed=2026-11-24T10:30&figure=CONDITION&direction=UP"
            + "&until=2026-11-26";
    assertThat(house.post("/t/summer-landing/initiatives", note).status()).isEqualTo(303);
    assertThat(page("anna")).doesNotContain("Did it help?");
    house.clock.forward(Duration.ofDays(4));
    assertThat(page("anna")).contains("Did it help?").contains("Three fields");
    assertThat(page("ben")).doesNotContain("Did it help?");
    String id = house.ledger.read(view -> view.initiatives()).get(0).id();
    String form = "from=me&initiative=" + id + "&word=undo";
    assertThat(house.post("/people/ben/own/verdict", form).status())
        .as("it is not his")
        .isEqualTo(422);
    assertThat(house.post("/people/anna/own/verdict", form).header("Location"))
        .isEqualTo("/me?person=anna&done=verdict");
    assertThat(page("anna")).doesNotContain("Did it help?");
  }

  @Test
  void isFriendlyToWhoeverHasNoPart() {
    house.plan = house.plan.with(Map.of());
    house.rebuild();
    assertThat(page("ben")).contains("Enjoy the day");
  }
}
