package io.wellkept.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellkept.incident.Event;
import io.wellkept.incident.Incident;
import io.wellkept.incident.Ownership;
import io.wellkept.incident.PlanOverride;
import io.wellkept.incident.Tokens;
import io.wellkept.plan.EffectivePlan;
import io.wellkept.plan.Plan;
import io.wellkept.touchpoint.People;
import io.wellkept.touchpoint.Person;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Request;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A person's own page: what its link opens, and what can be said there. */
final class OwnPagesTest {
  private static final String SURE = "sure=yes&touchpoint=summer-landing";

  @TempDir Path folder;
  private House house;
  private String anna;
  private String ben;

  @BeforeEach
  void open() {
    house = new House(folder);
    anna = "/o/" + house.tokens.ownPage("anna", House.START);
    ben = "/o/" + house.tokens.ownPage("ben", House.START);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private Plan present() {
    return house.ledger.read(
        view -> EffectivePlan.of(house.plan, view.overrides(), house.clock.instant()));
  }

  private String owner() {
    return present().touchpoint("summer-landing").orElseThrow().owner();
  }

  private boolean nothingWasSaid() {
    return house.ledger.read(view ->
        view.overrides().isEmpty()
            && view.openIncidents().isEmpty()
            && view.events(9).isEmpty()
            && view.lastConfirmation("anna").isEmpty());
  }

  private List<Incident> open(io.wellkept.touchpoint.CheckId check) {
    return house.ledger.read(view -> view.openIncidents(List.of(check)));
  }

  @Test
  void showsWhatIsTheirsInWords() {
    House.Answer answer = house.get(anna);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .contains("You are Anna Berger")
        .contains("Summer landing page")
        .contains("page every 5 minutes")
        .contains("Carla Ruiz")
        .contains("Yes, these are all mine")
        .contains("value=\"newsletter-form summer-landing\"")
        .doesNotContain("Price feed");
    assertThat(answer.header("X-Robots-Tag")).contains("noindex");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.body()).doesNotContain("<script");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "confirm",
        "hand-over",
        "take-back",
        "accept",
        "decline",
        "not-mine",
        "mine",
        "away",
        "back"
      })
  void nothingIsSaidByLookingOrByABareRequest(String act) {
    String address = anna + "/" + act;
    for (String method : List.of("GET", "HEAD")) {
      Request looks = house.request(address).method(method, null).build();
      assertThat(house.send(looks).status()).isIn(404, 405);
    }
    assertThat(house.get(anna).status()).isEqualTo(200);
    assertThat(house.post(address, "").status()).isEqualTo(422);
    String filled = "touchpoint=summer-landing&to=ben&why=x&from=2026-12-01&until=2026-12-02";
    assertThat(house.post(address, filled).status()).isEqualTo(422);
    assertThat(nothingWasSaid()).isTrue();
  }

  /** Every form of the page, filled in as far as a machine can, each button pressed. */
  private List<House.Answer> pressed(String page) {
    List<House.Answer> answers = new ArrayList<>();
    for (Element form : Jsoup.parse(page).select("form[method=post]")) {
      form.select("input[name=why]").val("x");
      form.select("input[type=date]").val("2026-12-01");
      form.select("option[value=ben]").attr("selected", "");
      Set<String> fields = new LinkedHashSet<>();
      form.select("button[name]").forEach(button -> fields.add(field(button)));
      ((FormElement) form)
          .formData()
          .forEach(
              field -> fields.add(field.key() + "=" + URLEncoder.encode(field.value(), UTF_8)));
      answers.add(house.post(form.attr("action"), String.join("&", fields)));
    }
    return answers;
  }

  private static String field(Element button) {
    return button.attr("name") + "=" + button.attr("value");
  }

  @Test
  void whatPressesEveryButtonOnceSaysNothingAndASecondPressDoesIt() {
    house.post(anna + "/hand-over", SURE + "&to=ben");
    List<House.Answer> first = pressed(house.get(anna).body());
    assertThat(first).hasSize(5).allMatch(answer -> answer.status() == 422);
    assertThat(pressed(house.get(ben).body())).allMatch(answer -> answer.status() == 422);
    assertThat(owner()).isEqualTo("anna");
    assertThat(open(Ownership.offered("summer-landing"))).hasSize(1);
    assertThat(house.ledger.<Integer>read(view -> view.openIncidents().size())).isEqualTo(1);

    House.Answer asked =
        first.stream().filter(answer -> answer.body().contains("Yes, ask them")).findFirst().get();
    Element again = Jsoup.parse(asked.body()).getElementById("again");
    assertThat(pressed(again.outerHtml())).allMatch(answer -> answer.status() == 303);
    assertThat(open(Ownership.offered("newsletter-form"))).hasSize(1);
  }

  @Test
  void opensNothingForWhatIsForgedForeignOrOld() {
    String token = house.tokens.ownPage("anna", House.START);
    String other =
        new Tokens(List.of(Tokens.Key.of("k1", "another key of 32 bytes and more".getBytes(UTF_8))))
            .ownPage("anna", House.START);
    String incident = house.tokens.incident("inc1", "anna", House.START);
    for (String bad :
        List.of("nonsense", token + "x", token.replace("anna", "ben"), other, incident)) {
      assertThat(house.get("/o/" + bad).status()).as(bad).isEqualTo(404);
      assertThat(house.post("/o/" + bad + "/confirm", "sure=yes&seen=x").status()).isEqualTo(404);
    }
    // the token of an own page opens no incident
    assertThat(house.get("/i/" + token).status()).isEqualTo(404);
    assertThat(house.get("/o/" + house.tokens.ownPage("nobody", House.START)).status())
        .isEqualTo(410);
    house.clock.forward(OwnPages.GOOD_FOR.minusSeconds(1));
    assertThat(house.get(anna).status()).isEqualTo(200);
    house.clock.forward(Duration.ofSeconds(1));
    assertThat(house.get(anna).status()).isEqualTo(410);
    assertThat(house.post(anna + "/not-mine", SURE + "&why=x").status()).isEqualTo(410);
    assertThat(nothingWasSaid()).isTrue();
  }

  @Test
  void opensNothingAfterThePersonsLinksWereVoided() {
    house.clock.forward(Duration.ofSeconds(5));
    house.postJson("/api/v1/people/anna/void-links", "{}");
    assertThat(house.get(anna).status()).isEqualTo(410);
    assertThat(house.get(ben).status()).isEqualTo(200);
    String fresh = house.tokens.ownPage("anna", house.clock.instant());
    assertThat(house.get("/o/" + fresh).status()).isEqualTo(200);
  }

  @Test
  void opensNothingForWhoHasLeft() {
    house.broken();
    String incident = "/i/" + house.token("anna");
    assertThat(house.get(incident).status()).isEqualTo(200);
    Person gone = house.plan.people().person("anna").orElseThrow();
    List<Person> people = new ArrayList<>(house.plan.people().persons().values());
    people.replaceAll(one -> one.equals(gone) ? one.leaving(LocalDate.of(2026, 11, 24)) : one);
    Plan plan = house.plan;
    house.plan =
        Plan.of(
            plan.daemon(),
            People.of(people, plan.people().teams().values()),
            plan.policies(),
            plan.journey(),
            List.copyOf(plan.touchpoints().values()));
    assertThat(house.get(anna).status()).as("the last day").isEqualTo(200);
    house.clock.forward(Duration.ofDays(1));
    assertThat(house.get(anna).status()).isEqualTo(410);
    assertThat(house.post(anna + "/not-mine", SURE + "&why=x").status()).isEqualTo(410);
    assertThat(house.get(incident).status()).isEqualTo(410);
    assertThat(house.get(ben).status()).isEqualTo(200);
  }

  @Test
  void nobodyHandsOverOrDisownsWhatIsAnothers() {
    for (String act : List.of("hand-over", "not-mine")) {
      House.Answer answer = house.post(ben + "/" + act, SURE + "&to=carla&why=x");
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.body()).contains("It is not yours any more.");
    }
    house.post(anna + "/hand-over", SURE + "&to=ben");
    String carla = "/o/" + house.tokens.ownPage("carla", House.START);
    assertThat(house.post(carla + "/accept", SURE).status()).isEqualTo(422);
    house.post(carla + "/decline", SURE);
    house.post(carla + "/take-back", SURE);
    assertThat(owner()).isEqualTo("anna");
    assertThat(open(Ownership.offered("summer-landing"))).hasSize(1);
  }

  @Test
  void asksOnePersonAtATimeAndOnlySomebodyWhoCanAnswer() {
    assertThat(house.post(anna + "/hand-over", SURE + "&to=anna").body()).contains("already");
    assertThat(house.post(anna + "/hand-over", SURE + "&to=zoe").body())
        .contains("Choose somebody from the list.");
    house.postJson("/api/v1/people/ben/away", "{\"until\": \"2026-11-30\"}");
    assertThat(house.post(anna + "/hand-over", SURE + "&to=ben").body()).contains("is away");
    assertThat(house.post(anna + "/hand-over", SURE + "&to=carla&why=%3Cb%3E").status())
        .isEqualTo(303);
    assertThat(house.post(anna + "/hand-over", SURE + "&to=ben").body()).contains("is away");
    house.postJson("/api/v1/people/ben/away", "{\"until\": \"2026-11-01\"}");
    assertThat(house.post(anna + "/hand-over", SURE + "&to=ben").body())
        .contains("It is offered to Carla Ruiz already: take that back first.");
    String carla = "/o/" + house.tokens.ownPage("carla", House.START);
    assertThat(house.get(carla).body()).contains("&lt;b&gt;").doesNotContain("<b>");
    assertThat(house.post(anna + "/take-back", SURE).status()).isEqualTo(303);
    assertThat(house.post(anna + "/hand-over", SURE + "&to=ben").status()).isEqualTo(303);
  }

  @Test
  void givingBackToWhomTheFileNamesLeavesNothingToSay() {
    house.post(anna + "/hand-over", SURE + "&to=ben");
    house.post(ben + "/accept", SURE);
    assertThat(owner()).isEqualTo("ben");
    assertThat(house.get(ben).body()).contains("It was handed over from Anna Berger");
    house.clock.forward(Duration.ofSeconds(60));
    house.post(ben + "/hand-over", SURE + "&to=carla");
    String carla = "/o/" + house.tokens.ownPage("carla", House.START);
    house.post(carla + "/accept", SURE);
    assertThat(owner()).isEqualTo("carla");
    PlanOverride.HandedOver over =
        house
            .ledger
            .read(view ->
                EffectivePlan.handedOver(view.overrides(), house.clock.instant()).findFirst())
            .orElseThrow();
    assertThat(over.owner()).as("whom the file names").isEqualTo("anna");
    assertThat(over.by()).isEqualTo("ben");
    house.clock.forward(Duration.ofSeconds(60));
    house.post(carla + "/hand-over", SURE + "&to=anna");
    house.post(anna + "/accept", SURE);
    assertThat(owner()).isEqualTo("anna");
    assertThat(
            house.ledger.<Long>read(
                view -> EffectivePlan.handedOver(view.overrides(), house.clock.instant()).count()))
        .isZero();
  }

  @Test
  void confirmsOnlyTheListThatWasSeenAndOnce() {
    String seen = "sure=yes&seen=newsletter-form+summer-landing";
    assertThat(house.post(anna + "/confirm", "sure=yes&seen=summer-landing").body())
        .contains("The list has changed meanwhile");
    assertThat(house.post(anna + "/confirm", seen).status()).isEqualTo(303);
    house.clock.forward(Duration.ofSeconds(60));
    assertThat(house.post(anna + "/confirm", seen).status()).isEqualTo(303);
    assertThat(
            house.ledger.<Long>read(view ->
                view.events(99).stream()
                    .filter(e -> e.type() == Event.Type.OWNER_CONFIRMED)
                    .count()))
        .isEqualTo(1);
    // what they disowned is not part of what they confirm
    house.post(anna + "/not-mine", SURE + "&why=sold");
    assertThat(house.get(anna).body())
        .contains("You said that it is not yours")
        .contains("value=\"newsletter-form\"");
    assertThat(house.post(anna + "/confirm", seen).status()).isEqualTo(422);
    assertThat(house.post(anna + "/mine", SURE).status()).isEqualTo(303);
    assertThat(open(Ownership.disowned("summer-landing"))).isEmpty();
  }

  @Test
  void saysWhatIsWrongWithDaysAndKeepsWhatWasWritten() {
    String days = "sure=yes&from=2026-12-24&until=2026-12-01";
    House.Answer answer = house.post(anna + "/away", days);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body()).contains("lies before").contains("value=\"2026-12-24\"");
    assertThat(house.post(anna + "/away", "sure=yes&from=x&until=y").body())
        .contains("such as 2026-12-24");
    assertThat(house.post(anna + "/away", "sure=yes&from=2026-01-01&until=2026-01-02").status())
        .isEqualTo(422);
    assertThat(house.post(anna + "/away", "sure=yes&from=2026-12-01&until=2026-12-24").status())
        .isEqualTo(303);
    assertThat(house.get(anna).body()).contains("from 2026-12-01 until 2026-12-24");
    assertThat(open(Ownership.AWAY))
        .singleElement()
        .extracting(Incident::subject)
        .isEqualTo("anna");
    assertThat(house.post(anna + "/back", "sure=yes").status()).isEqualTo(303);
    assertThat(open(Ownership.AWAY)).isEmpty();
  }

  @Test
  void operatorsListOwnersAndSpeakForThem() {
    assertThat(house.get("/api/v1/owners").body())
        .contains("\"person\":\"anna\"")
        .contains("\"touchpoints\":[\"summer-landing\",\"newsletter-form\"]")
        .contains("\"reachableBy\":[\"mail\"]");
    String address = "/api/v1/touchpoints/summer-landing/hand-over";
    assertThat(house.postJson(address, "{\"to\": \"ben\"}").status()).isEqualTo(422);
    String body = "{\"person\": \"carla\", \"to\": \"ben\", \"reason\": \"Anna left\"}";
    assertThat(house.postJson(address, body).body()).contains("\"changed\":true");
    assertThat(house.postJson(address, body).body()).contains("\"changed\":false");
    assertThat(house.postJson("/api/v1/touchpoints/none/hand-over", body).status()).isEqualTo(404);
    assertThat(owner()).isEqualTo("anna");
    assertThat(house.postJson("/api/v1/touchpoints/summer-landing/take-back", body).body())
        .contains("\"changed\":true");
    assertThat(house.postJson("/api/v1/owners/anna/confirm", "{\"person\": \"carla\"}").body())
        .contains("\"changed\":true");
    assertThat(house.postJson("/api/v1/owners/zoe/confirm", "{\"person\": \"carla\"}").status())
        .isEqualTo(404);
    assertThat(house.get("/api/v1/owners").body()).contains("\"confirmedAt\":\"2026-11-24T10:00");
  }

  @Test
  void aTouchpointSaysThatItIsInOtherHands() {
    house.post(anna + "/hand-over", SURE + "&to=ben");
    house.post(ben + "/accept", SURE);
    house.clock.forward(Duration.ofSeconds(1));
    assertThat(house.get("/t/summer-landing").body())
        .contains("handed over from Anna Berger")
        .contains("not yet in the file, which names Anna Berger");
    assertThat(house.get("/api/v1/touchpoints/summer-landing").body())
        .contains("\"handedOver\":{\"from\":\"anna\",\"to\":\"ben\"");
  }
}
